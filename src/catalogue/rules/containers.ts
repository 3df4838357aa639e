import { containerNumberFault } from '../forms.ts';
import { error, type Rule, warning } from './rule.ts';

/** Each number has the form and the check digit of ISO 6346, and stands once. */
export const containerNumbers: Rule = ({ containers }) => {
  const seen = new Map<string, number>();
  return containers.flatMap(({ numbers = [] }, row) =>
    numbers.flatMap(number => {
      const path = `containers[${row}].numbers`;
      const fault = containerNumberFault(number);
      const before = seen.get(number);
      seen.set(number, row);
      return [
        ...(fault ? [warning(fault, path, { number })] : []),
        ...(before === undefined ? [] : [warning('container.doubled', path, { number, row: before + 1 })]),
      ];
    }),
  );
};

/** The quantity counts the numbers. */
export const containerCount: Rule = ({ containers }) =>
  containers.flatMap(({ numbers, quantity }, row) =>
    numbers && quantity && Number(quantity) !== numbers.length
      ? [warning('container.count', `containers[${row}].quantity`, { quantity, numbers: numbers.length })]
      : [],
  );

/** A goods-container link names a container of this declaration. */
export const containerLinks: Rule = ({ containers, goods }) => {
  const known = new Set(containers.flatMap(({ numbers = [] }) => numbers));
  return goods.flatMap(({ containers: links = [] }, line) =>
    links.flatMap(({ container }, row) =>
      container && !known.has(container)
        ? [error('link.no-container', `goods[${line}].containers[${row}].container`, { number: container })]
        : [],
    ),
  );
};
