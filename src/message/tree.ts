import type { Form } from './form.ts';
import type { GroupPlan } from './plan.ts';
import type { Branch } from './xml.ts';

/** One group of a message, between the document and the XML: the texts by element where they say something, in the order of the standard when it is to be written, and the groups in it. */
export interface Group {
  readonly plan: GroupPlan;
  readonly texts: ReadonlyMap<string, string>;
  readonly inner: readonly Group[];
}

/** The message as XML, elements in the order of the standard. */
export function branchOf({ root }: Form, groups: readonly Group[]): Branch {
  return [root, groups.map(inside)];
}

function inside({ plan, texts, inner }: Group): Branch {
  return [plan.name, [...texts, ...inner.map(inside)]];
}
