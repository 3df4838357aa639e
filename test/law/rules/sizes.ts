import ts from 'typescript';
import { type Breach, breachAt, type Find, houseOf, type Source, walk } from '../tree.ts';

const FILE_MAX = 300;
const FUNCTION_MAX = 120;
/** What fits on one screen: a table may compute a column or shorten a line, but it is read as a table. */
const FUNCTION_IN_TABLE_MAX = 20;

const FILE = `file above ${FILE_MAX} lines`;

/** The keys: a file of bindings is one table, each line of which is read by itself. */
const TABLES = /^src\/keys\/(?:table|groups\/[^/]+)\.ts$/u;

/** Files and functions that can be read at a sitting; a class counts as a function. */
export const sizes: Find = tree =>
  houseOf(tree).flatMap(source => {
    const isTable = TABLES.test(source.path);
    const max = isTable ? FUNCTION_IN_TABLE_MAX : FUNCTION_MAX;
    const what = `function above ${max} lines${isTable ? ' in a table' : ''}`;
    return [...fileAbove(source), ...functionsAbove(source, max, what)];
  });

function fileAbove({ path, ast }: Source): readonly Breach[] {
  const { line, character } = ast.getLineAndCharacterOfPosition(ast.end);
  const lines = character === 0 ? line : line + 1;
  return lines > FILE_MAX ? [{ place: `${path}:1`, what: FILE }] : [];
}

function functionsAbove(source: Source, max: number, what: string): readonly Breach[] {
  const found: Breach[] = [];
  walk(source.ast, node => {
    if (hasBody(node) && linesOf(node, source.ast) > max) found.push(breachAt(source, node, what));
  });
  return found;
}

function hasBody(node: ts.Node): boolean {
  return ts.isClassLike(node) || (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined);
}

function linesOf(node: ts.Node, ast: ts.SourceFile): number {
  const lineAt = (position: number) => ast.getLineAndCharacterOfPosition(position).line;
  return lineAt(node.end) - lineAt(node.getStart(ast)) + 1;
}
