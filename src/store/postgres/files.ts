/** What the names of imported code tables begin with. */
export const CODES = 'codes/';
