import ts from 'typescript';
import { type Find, findNodes, houseOf, memberOf } from '../tree.ts';

const OF_MAIN = new Set(['process.argv', 'process.env', 'Date.now', 'Math.random', 'crypto.randomUUID']);

const OBJECTS = new Set(['process', 'Date', 'Math', 'crypto', 'globalThis']);

/** What an import takes of the same things by their own names. */
function importedName(node: ts.ImportSpecifier): string | undefined {
  const name = (node.propertyName ?? node.name).text;
  const module = node.parent.parent.parent.moduleSpecifier.getText().slice(1, -1);
  if (name === 'randomUUID') return name;
  return /^(node:)?process$/u.test(module) && (name === 'argv' || name === 'env') ? `process.${name}` : undefined;
}

/** Only main reads arguments, environment, clock and chance. */
export const rim: Find = tree =>
  findNodes(
    houseOf(tree).filter(({ path }) => path !== 'src/main.tsx'),
    node => {
      const member = memberOf(node)?.join('.');
      if (member !== undefined && OF_MAIN.has(member)) return member;
      const isDate = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'Date';
      if (isDate && (node.arguments?.length ?? 0) === 0) return 'the clock';
      if (ts.isImportSpecifier(node)) return importedName(node);
      // `const { env } = process` takes it apart.
      const taken = ts.isVariableDeclaration(node) && node.initializer && OBJECTS.has(node.initializer.getText());
      return taken && ts.isObjectBindingPattern(node.name) ? node.getText() : undefined;
    },
  );
