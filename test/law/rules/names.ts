import ts from 'typescript';
import { type Breach, type Find, findNodes, houseOf } from '../tree.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?(\.d)?\.[cm]?[jt]s$/u;
const PASCAL = /^[A-Z][A-Za-z0-9]*\.tsx$/u;
const KEBAB_FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/u;
/** Words that say nothing of what is inside. */
const EMPTY_WORDS = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'common', 'misc']);

const words = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/gu, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u);

/** Files in kebab-case, those that export a component in PascalCase.tsx, nothing named after nothing. */
export const names: Find = ({ sources, folders }) => {
  const named = (path: string) => path.split('/').at(-1) ?? '';
  const emptyWord = (path: string): Breach[] =>
    words(named(path)).some(word => EMPTY_WORDS.has(word))
      ? [{ place: `${path}:1`, what: 'says nothing by its name' }]
      : [];
  return [
    ...folders
      .filter(path => !KEBAB_FOLDER.test(named(path)))
      .map(path => ({ place: `${path}:1`, what: 'folder not in kebab-case' })),
    ...folders.flatMap(emptyWord),
    ...sources.flatMap(({ path, ast }) => {
      const name = named(path);
      const fits = name.endsWith('.tsx') ? exportsComponent(ast) === PASCAL.test(name) : KEBAB.test(name);
      return fits ? emptyWord(path) : [{ place: `${path}:1`, what: 'file name' }, ...emptyWord(path)];
    }),
  ];
};

/** Whether a file exports something by a name with a capital that is there when the program runs. */
function exportsComponent(ast: ts.SourceFile): boolean {
  return ast.statements.some(statement => {
    if (!ts.canHaveModifiers(statement)) return false;
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return false;
    const named = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return named.some(
      each =>
        (ts.isVariableDeclaration(each) || ts.isFunctionDeclaration(each)) &&
        /^[A-Z][a-z]/u.test(each.name?.getText() ?? ''),
    );
  });
}

/** Everything is exported by its name. */
export const namedExports: Find = tree =>
  findNodes(houseOf(tree), node => {
    const isDefault =
      (ts.isExportAssignment(node) && !node.isExportEquals) ||
      (ts.isExportSpecifier(node) && node.name.text === 'default') ||
      (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword));
    return isDefault ? 'default export' : undefined;
  });
