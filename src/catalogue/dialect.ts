/**
 * The forms that declarations have: those of e-CIQ in 2016 and 2017, or those that followed in 2018 with another list of goods attributes
 * and rules of their own.
 */
export const DIALECTS = ['2017', '2018'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** The forms of a home that chose nothing, and of declarations that the chosen channel has no form for. */
export const DIALECT: Dialect = '2017';

/** The forms of the message that have fields of their own. */
export const MESSAGES = ['dec'] as const;
export type MessageName = (typeof MESSAGES)[number];
