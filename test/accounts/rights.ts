import { type Right, rightTitle } from '../../src/accounts/permissions.ts';

/** Whether a table names something that there is to be allowed, or says that anybody may. */
export const permitted = (right: string | undefined): boolean =>
  right === 'anybody' || (right !== undefined && rightTitle(right as Right) !== undefined);
