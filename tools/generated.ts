import { KEYS } from '../src/keys/table.ts';
import { FORMS } from '../src/message/forms.ts';
import { commandsDocument } from './commands-document.ts';
import { guideDocument } from './guide-document.ts';
import { keysDocument } from './keys-document.ts';
import { manPage } from './man-page.ts';
import { PICTURES, pictureNamed } from './pictures.ts';
import { thirdPartyDocument } from './third-party.ts';
import { fieldsSheet } from './write-fields-sheet.ts';
import { syllablesFile } from './write-syllables.ts';
import { schemaText } from './write-xsd.ts';

/** A file that is made from the code, and its text. */
export interface GeneratedFile {
  readonly file: string;
  readonly text: () => string | Promise<string>;
}

export const GENERATED: readonly GeneratedFile[] = [
  { file: 'data/fields.tsv', text: fieldsSheet },
  ...Object.values(FORMS).map(form => ({ file: `data/message/${form.schema}`, text: () => schemaText(form) })),
  { file: 'src/codes/syllables.ts', text: syllablesFile },
  { file: 'docs/KEYS.md', text: () => keysDocument(KEYS) },
  { file: 'docs/COMMANDS.md', text: commandsDocument },
  { file: 'docs/guide.zh.md', text: guideDocument },
  { file: 'docs/baojian.1', text: manPage },
  { file: 'THIRD-PARTY.md', text: thirdPartyDocument },
  ...PICTURES.map(name => ({ file: `docs/${name}.svg`, text: () => pictureNamed(name) })),
];
