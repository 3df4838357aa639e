import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** A file of the house. Paths are relative to the root, with `/`. */
export interface Source {
  readonly path: string;
  readonly ast: ts.SourceFile;
  /** Every module that it names: imports, exports from, dynamic imports, types. `target` is a file of the tree, if it is one. */
  readonly imports: readonly Import[];
}

export interface Import {
  readonly specifier: string;
  readonly target: string | undefined;
  readonly node: ts.Node;
  /** Gone when the program runs. */
  readonly typeOnly: boolean;
}

export interface Tree {
  readonly root: string;
  readonly sources: readonly Source[];
  readonly folders: readonly string[];
}

/** Something that breaks a rule. `place` is `src/kinds/date.ts:12`. */
export interface Breach {
  readonly place: string;
  readonly what: string;
}

export type Find = (tree: Tree) => readonly Breach[];

/** What a rule lets pass: the beginning of a place, words of the breach if only some are meant, and why. */
export interface Allowance {
  readonly at: string;
  readonly what?: readonly string[];
  readonly why: string;
}

export interface Rule {
  readonly find: Find;
  readonly allowed?: readonly Allowance[];
}

export const covers = ({ at, what }: Allowance, breach: Breach): boolean =>
  breach.place.startsWith(at) && (what === undefined || what.some(word => breach.what.endsWith(word)));

/** The breaches of a rule that nothing allows. */
export function breachesOf({ find, allowed = [] }: Rule, tree: Tree): readonly Breach[] {
  return find(tree).filter(breach => !allowed.some(allowance => covers(allowance, breach)));
}

/** All TypeScript of the folders below the root; what is generated or carried along is not there. */
export function loadTree(root: string, tops: readonly string[]): Tree {
  const folders: string[] = [];
  const paths: string[] = [];
  const visit = (path: string) => {
    folders.push(path);
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const inner = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(inner);
      else paths.push(inner);
    }
  };
  for (const top of tops) if (existsSync(join(root, top))) visit(top);
  const known = new Set(paths);
  const sources = paths.filter(path => /\.[cm]?[jt]sx?$/u.test(path)).map(path => sourceOf(root, path, known));
  return { root, sources, folders };
}

function sourceOf(root: string, path: string, known: ReadonlySet<string>): Source {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const ast = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ESNext, true, kind);
  const imports: Import[] = [];
  walk(ast, node => {
    const literal = moduleNamedBy(node);
    if (!literal) return;
    const specifier = literal.text;
    const target = specifier.startsWith('.') ? posix.join(dirname(path), specifier) : undefined;
    imports.push({
      specifier,
      target: target !== undefined && known.has(target) ? target : undefined,
      node: literal,
      typeOnly: isTypeOnly(node),
    });
  });
  return { path, ast, imports };
}

function moduleNamedBy(node: ts.Node): ts.StringLiteralLike | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literalIn(node.moduleSpecifier);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literalIn(node.argument.literal);
  if (ts.isCallExpression(node) && isModuleCall(node.expression)) return literalIn(node.arguments[0]);
  // new URL('./child.ts', import.meta.url) names the entry of another process or thread.
  if (
    ts.isNewExpression(node) &&
    node.expression.getText() === 'URL' &&
    node.arguments?.[1]?.getText() === 'import.meta.url'
  ) {
    const literal = literalIn(node.arguments[0]);
    return literal && /\.[cm]?[jt]sx?$/u.test(literal.text) ? literal : undefined;
  }
  return undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause;
    if (!clause) return false;
    if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
    const named = clause.namedBindings;
    return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every(({ isTypeOnly }) => isTypeOnly);
  }
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

const isModuleCall = (callee: ts.Expression) =>
  callee.kind === ts.SyntaxKind.ImportKeyword ||
  callee.getText() === 'require' ||
  callee.getText() === 'import.meta.resolve';

const literalIn = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node : undefined);

/** Visits a node and everything in it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, child => walk(child, visit));
}

/** The breach at a node of a file. */
export function breachAt({ path, ast }: Source, node: ts.Node, what: string): Breach {
  const { line } = ast.getLineAndCharacterOfPosition(node.getStart(ast));
  return { place: `${path}:${line + 1}`, what };
}

/** The breaches that a look at every node of every file finds. */
export function findNodes(
  sources: readonly Source[],
  look: (node: ts.Node, source: Source) => string | undefined,
): readonly Breach[] {
  return sources.flatMap(source => {
    const found: Breach[] = [];
    walk(source.ast, node => {
      const what = look(node, source);
      if (what !== undefined) found.push(breachAt(source, node, what));
    });
    return found;
  });
}

/** `process.stdout` → ['process', 'stdout']; undefined for anything that is not a name behind a name. */
export function memberOf(node: ts.Node): readonly [object: string, member: string] | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    return [node.expression.text, node.name.text];
  }
  return undefined;
}

/** The files of the house itself; tests may do what it may not. */
export function houseOf({ sources }: Tree): readonly Source[] {
  return sources.filter(({ path }) => !path.startsWith('test/'));
}

export function testsOf({ sources }: Tree): readonly Source[] {
  return sources.filter(({ path }) => path.startsWith('test/'));
}
