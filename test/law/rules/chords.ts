import ts from 'typescript';
import { type Find, findNodes, houseOf } from '../tree.ts';

/** Where chords are made and looked up in the key table. */
const KNOW_CHORDS = ['src/keys/', 'src/terminal/'];

const EQUALITIES = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

/** `chord`, `event.chord`, `event.chord.at(-1)`. */
function namesChord(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return node.text === 'chord';
  if (ts.isCallExpression(node)) return ts.isPropertyAccessExpression(node.expression) && namesChord(node.expression);
  return ts.isPropertyAccessExpression(node) && (node.name.text === 'chord' || namesChord(node.expression));
}

/** What a key does stands in the key table alone: nobody else asks which key it was. */
export const chords: Find = tree =>
  findNodes(
    houseOf(tree).filter(({ path }) => !KNOW_CHORDS.some(place => path.startsWith(place))),
    node => {
      if (ts.isBinaryExpression(node) && EQUALITIES.has(node.operatorToken.kind)) {
        const sides = [node.left, node.right];
        return sides.some(ts.isStringLiteralLike) && sides.some(namesChord) ? 'asks which key it was' : undefined;
      }
      if (ts.isSwitchStatement(node)) return namesChord(node.expression) ? 'asks which key it was' : undefined;
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        const { expression, name } = node.expression;
        const tests = ['includes', 'startsWith', 'endsWith', 'at', 'match', 'test', 'has'].includes(name.text);
        return tests && (namesChord(expression) || node.arguments.some(namesChord))
          ? 'asks which key it was'
          : undefined;
      }
      return ts.isCallExpression(node) &&
        ts.isIdentifier(node.expression) &&
        node.expression.text === 'Number' &&
        node.arguments.some(namesChord)
        ? 'asks which key it was'
        : undefined;
    },
  );
