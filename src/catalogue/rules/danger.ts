import { fault, type Rule } from './rule.ts';

/** Dangerous goods are known by their UN number. */
export const dangerWithNumber: Rule = ({ goods }) =>
  goods.flatMap(({ danger }, line) =>
    danger && !danger.unNo && (danger.name || danger.packClass || danger.packSpec)
      ? [fault('danger.number-missing', `goods[${line}].danger.unNo`)]
      : [],
  );

const BESIDE_NUMBER = ['name', 'packClass', 'packSpec'] as const;

/** A UN number comes with the name and with the class and spec of the packing. */
export const dangerComplete: Rule = ({ goods }) =>
  goods.flatMap(({ danger }, line) =>
    danger?.unNo
      ? BESIDE_NUMBER.flatMap(name =>
          danger[name]
            ? []
            : [fault('danger.incomplete', `goods[${line}].danger.${name}`, { number: danger.unNo ?? '' })],
        )
      : [],
  );
