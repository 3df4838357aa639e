/**
 * The forms that declarations have: those of e-CIQ in 2016 and 2017, or those that followed in 2018 with another list of goods attributes
 * and rules of their own.
 */
export type Dialect = '2017' | '2018';

/** The forms that the messages of this program have. */
export const DIALECT: Dialect = '2017';
