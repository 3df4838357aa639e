import type { GroupPlan, Plan } from './plan.ts';
import type { Branch } from './xml.ts';

/** One group of a message, between the document and the XML: the texts by element where they say something, in the order of the standard when it is to be written, and the groups in it. */
export interface Group {
  readonly plan: GroupPlan;
  readonly texts: ReadonlyMap<string, string>;
  readonly inner: readonly Group[];
}

/** The message as XML, elements in the order of the standard. */
export function branchOf({ form, groups: plans }: Plan, groups: readonly Group[]): Branch {
  return [form.root, branchesOf(plans, groups)];
}

/** Groups of one plan stand together, in the element that is around all of them where they have one. */
function branchesOf(plans: readonly GroupPlan[], groups: readonly Group[]): Branch[] {
  return plans.flatMap((plan): Branch[] => {
    const same = groups.filter(group => group.plan === plan).map(inside);
    if (plan.within === undefined) return same;
    return same.length > 0 || plan.always ? [[plan.within, same]] : [];
  });
}

function inside({ plan, texts, inner }: Group): Branch {
  const of = (element: string | undefined) =>
    branchesOf(
      plan.inner.filter(({ after }) => after === element),
      inner.filter(group => group.plan.after === element),
    );
  const followed = plan.inner.some(({ after }) => after !== undefined);
  const own: Branch[] = followed
    ? plan.slots.flatMap(({ name }): Branch[] => {
        const text = texts.get(name);
        return [...(text === undefined ? [] : [[name, text] as const]), ...of(name)];
      })
    : [...texts];
  return [plan.name, [...own, ...of(undefined)]];
}
