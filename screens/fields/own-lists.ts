import { messageIn } from '../../src/catalogue/dialect-in-force.ts';
import { DIRECTIONS } from '../../src/catalogue/row.ts';
import type { Office } from '../../src/jobs/office.ts';
import { enterprisesOf, partiesOf } from '../../src/jobs/own-lists.ts';
import { shortcutsOf } from '../../src/jobs/shortcuts.ts';
import { switchesOf } from '../../src/jobs/switches.ts';
import type { OwnLists } from './field-editor.ts';

/** The office's own lists, for the fields that search them. */
export async function ownLists(office: Office): Promise<OwnLists> {
  const [switches, enterprises, parties, shortcuts] = await Promise.all([
    switchesOf(office),
    enterprisesOf(office),
    partiesOf(office),
    shortcutsOf(office),
  ]);
  return { switches, enterprises, parties, shortcuts, messages: messagesIn(office), readOnly: office.store.readOnly };
}

function messagesIn({ book }: Office): NonNullable<OwnLists['messages']> {
  return Object.fromEntries(
    DIRECTIONS.flatMap(direction => {
      const message = messageIn(book, direction);
      return message === undefined ? [] : [[direction, message]];
    }),
  );
}
