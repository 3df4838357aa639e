import ts from 'typescript';
import { breachAt, type Find, findNodes, houseOf, memberOf, type Source } from '../tree.ts';

/** Libraries that stay where they belong: a package, and the beginnings of the paths that may name it. */
// biome-ignore format: table
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'ink':            ['screens/', 'src/main.tsx'],
  'ink-text-input': ['screens/', 'src/main.tsx'],
  'react':          ['screens/', 'src/main.tsx'],
  'got':            ['src/transport/'],
  'lowdb':          ['src/disk/', 'src/store/json/'],
  'pg':             ['src/store/postgres/'],
  'xlsx':           ['src/workbook/'],
  'pdfkit':         ['src/paper/'],
  'fontkit':        ['src/paper/'],
  'yargs':          ['src/cli/'],
};

const packageOf = (specifier: string) =>
  specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '');

const stands = ({ path }: Source, places: readonly string[]) => places.some(place => path.startsWith(place));

export const libraries: Find = tree =>
  houseOf(tree).flatMap(source =>
    source.imports.flatMap(({ specifier, node }) => {
      const places = PLACES[packageOf(specifier)];
      return places && !stands(source, places) ? [breachAt(source, node, `${specifier} is not for this room`)] : [];
    }),
  );

function importedFrom(node: ts.Node): readonly [module: string, name: string] | undefined {
  if (!ts.isImportSpecifier(node)) return undefined;
  const module = node.parent.parent.parent.moduleSpecifier.getText().slice(1, -1);
  return [module.replace(/^node:/u, ''), (node.propertyName ?? node.name).text];
}

const STREAMS = ['src/terminal/', 'src/cli/report', 'src/main.tsx'];

/** stdin and stdout are touched only in the terminal, the report and main. */
export const streams: Find = tree =>
  findNodes(
    houseOf(tree).filter(source => !stands(source, STREAMS)),
    node => {
      const [object, member] = memberOf(node) ?? importedFrom(node) ?? [];
      return object === 'process' && (member === 'stdin' || member === 'stdout') ? `process.${member}` : undefined;
    },
  );

const CONSOLE = ['src/cli/report', 'src/main.tsx'];

/** Only the report and main write to the console. */
export const consoles: Find = tree =>
  findNodes(
    houseOf(tree).filter(source => !stands(source, CONSOLE)),
    node => (memberOf(node)?.[0] === 'console' ? `console.${memberOf(node)?.[1]}` : undefined),
  );
