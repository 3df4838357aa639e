import ts from 'typescript';
import { type Allowance, breachAt, type Find, houseOf, type Source, walk } from '../tree.ts';

const CODE = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/u;
/** What looks like the code of a fault and is none. */
export const NO_CODES: readonly Allowance[] = [
  { at: 'src/message/exchange.ts', what: ["'Code' is no code"], why: 'the name of an element of an answer' },
  { at: 'src/catalogue/wording.ts', what: ["'代码' is no code"], why: 'what people call a value of that kind' },
];

/** Tables whose keys are fault codes. */
const KEYED_BY_CODE = 'WORDINGS';

/**
 * Codes of faults and errors are words of one spelling, separated by `.` and `-` only: scripts depend on them. A code is what is handed
 * over where a parameter is called `code`, the property `code` of something that says more about itself, and a key of a table of wordings.
 */
export const codes: Find = tree => {
  const declared = new Map(houseOf(tree).map(source => [source.path, takersIn(source)]));
  return houseOf(tree).flatMap(source => {
    const takers = new Map([...importedBy(source, declared), ...(declared.get(source.path) ?? [])]);
    const found: ts.Node[] = [];
    walk(source.ast, node => {
      for (const literal of codesAt(node, takers)) if (!isCode(literal)) found.push(literal);
    });
    return found.map(node => breachAt(source, node, `${node.getText(source.ast)} is no code`));
  });
};

type Takers = ReadonlyMap<string, number>;

/** Functions and classes that a file declares, with the place of their parameter `code`. */
function takersIn({ ast }: Source): Takers {
  const takers = new Map<string, number>();
  walk(ast, node => {
    if (!ts.isFunctionLike(node)) return;
    const at = node.parameters.findIndex(({ name }) => ts.isIdentifier(name) && name.text === 'code');
    const name = nameOf(node);
    if (at >= 0 && name !== undefined) takers.set(name, at);
  });
  return takers;
}

function importedBy({ imports }: Source, declared: ReadonlyMap<string, Takers>): Takers {
  const takers = new Map<string, number>();
  for (const { target, node } of imports) {
    const clause = ts.isImportDeclaration(node.parent) ? node.parent.importClause?.namedBindings : undefined;
    if (target === undefined || !clause || !ts.isNamedImports(clause)) continue;
    for (const { name, propertyName } of clause.elements) {
      const at = declared.get(target)?.get((propertyName ?? name).text);
      if (at !== undefined) takers.set(name.text, at);
    }
  }
  return takers;
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  const named = ts.isConstructorDeclaration(node) || ts.isArrowFunction(node) ? node.parent : node;
  const { name } = named as { readonly name?: ts.Node };
  return name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? name.text : undefined;
}

function codesAt(node: ts.Node, takers: Takers): readonly ts.Node[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const name = calledName(node);
    const at = name === undefined ? undefined : takers.get(name);
    return at === undefined ? [] : textsIn(node.arguments?.[at]);
  }
  if (!ts.isPropertyAssignment(node)) return [];
  if (node.name.getText() === 'code') return saysMore(node.parent) ? textsIn(node.initializer) : [];
  const table = node.parent.parent;
  return ts.isVariableDeclaration(table) && table.name.getText() === KEYED_BY_CODE ? [node.name] : [];
}

function calledName({ expression }: ts.CallExpression | ts.NewExpression): string | undefined {
  if (expression.kind === ts.SyntaxKind.SuperKeyword) return parentClassAt(expression);
  const callee = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return ts.isMemberName(callee) ? callee.text : undefined;
}

function parentClassAt(node: ts.Node): string | undefined {
  const own = ts.findAncestor(node, ts.isClassLike);
  return own?.heritageClauses?.[0]?.types[0]?.expression.getText();
}

/** Whether an object is a fault, an error or an outcome: one that has only a code is the row of a code table. */
function saysMore({ properties }: ts.ObjectLiteralExpression): boolean {
  return properties.some(({ name }) => ['level', 'text', 'message', 'params'].includes(name?.getText() ?? ''));
}

/** The literals that an expression may be. */
function textsIn(node: ts.Expression | undefined): readonly ts.Node[] {
  if (node && ts.isConditionalExpression(node)) return [...textsIn(node.whenTrue), ...textsIn(node.whenFalse)];
  return node && (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) ? [node] : [];
}

function isCode(node: ts.Node): boolean {
  if (ts.isTemplateExpression(node)) {
    // What is put in is taken for a word.
    return CODE.test([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('x'));
  }
  return CODE.test((node as ts.StringLiteralLike | ts.Identifier).text);
}
