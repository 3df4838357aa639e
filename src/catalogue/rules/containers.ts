import { containerNumberFault } from '../forms.ts';
import { fault, type Rule } from './rule.ts';

/** Each number has the form and the check digit of ISO 6346, and stands once. */
export const containerNumbers: Rule = ({ containers }) => {
  const seen = new Map<string, number>();
  return containers.flatMap(({ numbers = [] }, row) =>
    numbers.flatMap(number => {
      const path = `containers[${row}].numbers`;
      const wrong = containerNumberFault(number);
      const before = seen.get(number);
      seen.set(number, row);
      return [
        ...(wrong ? [fault(wrong, path, { number })] : []),
        ...(before === undefined ? [] : [fault('container.doubled', path, { number, row: before + 1 })]),
      ];
    }),
  );
};

/** The quantity counts the numbers. */
export const containerCount: Rule = ({ containers }) =>
  containers.flatMap(({ numbers, quantity }, row) =>
    numbers && quantity && Number(quantity) !== numbers.length
      ? [fault('container.count', `containers[${row}].quantity`, { quantity, numbers: numbers.length })]
      : [],
  );

/** A goods-container link names a container of this declaration. */
export const containerLinks: Rule = ({ containers, goods }) => {
  const known = new Set(containers.flatMap(({ numbers = [] }) => numbers));
  return goods.flatMap(({ containers: links = [] }, line) =>
    links.flatMap(({ container }, row) =>
      container && !known.has(container)
        ? [fault('link.no-container', `goods[${line}].containers[${row}].container`, { number: container })]
        : [],
    ),
  );
};
