import ts from 'typescript';
import { type Allowance, type Find, findNodes, memberOf, testsOf } from '../tree.ts';

/** Files that may use a clock. */
export const MAY_WAIT: readonly Allowance[] = [
  { at: 'test/pty/screen.ts', why: 'fails a program that shows nothing more, after a limit' },
  { at: 'test/pty/killed.ts', why: 'kills the program at a moment that nobody chose' },
  { at: 'test/transport/lying-server.ts', why: 'lies slowly, as some servers do' },
  { at: 'test/store/children/', why: 'other processes that stay alive until they are killed' },
  { at: 'test/workbook/read-goods.test.ts', why: 'counts turns of the event loop, not time' },
];

const CLOCKS = new Set(['setTimeout', 'setInterval']);

/** No test sleeps or measures: it waits for what happens. */
export const timedTests: Find = tree =>
  findNodes(testsOf(tree), node => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && CLOCKS.has(node.expression.text)) {
      return node.expression.text;
    }
    if (ts.isStringLiteralLike(node) && /^(node:)?timers(\/promises)?$/u.test(node.text)) return node.text;
    const member = memberOf(node)?.join('.');
    return member === 'performance.now' || member === 'process.hrtime' ? member : undefined;
  });

const RUNNERS = new Set(['test', 'it', 'describe', 'suite', 'bench']);
const SHADOWS = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe', 'ftest']);

/** Every test runs: none alone, none left out but under a condition (`skipIf`, `runIf`). */
export const focusedTests: Find = tree =>
  findNodes(testsOf(tree), node => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && SHADOWS.has(node.expression.text)) {
      return node.expression.text;
    }
    if (!ts.isPropertyAccessExpression(node) || !['only', 'skip', 'todo', 'fails'].includes(node.name.text))
      return undefined;
    let root: ts.Expression = node;
    while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression;
    return ts.isIdentifier(root) && RUNNERS.has(root.text) ? node.getText() : undefined;
  });
