import { isDate } from '../../kinds/date.ts';
import { error, type Rule, warning } from './rule.ts';

/** Whether both are days and the first is the earlier one; ISO days compare as text. */
const isBefore = (first: string | undefined, second: string | undefined) =>
  first !== undefined && second !== undefined && isDate(first) && isDate(second) && first < second;

/** Departure ≤ arrival ≤ discharge; the claim deadline is not before the arrival. */
export const datesOfArrival: Rule = ({ direction, departureDate, arrivalDate, dischargeDate, claimDeadline }) =>
  direction !== 'in'
    ? []
    : [
        ...(isBefore(arrivalDate, departureDate) ? [error('date.arrival-before-departure', 'arrivalDate')] : []),
        ...(isBefore(dischargeDate, arrivalDate) ? [error('date.discharge-before-arrival', 'dischargeDate')] : []),
        ...(isBefore(claimDeadline, arrivalDate) ? [error('date.claim-before-arrival', 'claimDeadline')] : []),
      ];

/** Goods are declared before they leave. */
export const dateOfShipment: Rule = ({ direction, declarationDate, shipmentDate }) =>
  direction !== 'in' && isBefore(shipmentDate, declarationDate)
    ? [warning('date.shipment-before-declaration', 'shipmentDate')]
    : [];

/** A licence ends after it begins, and has not run out on the day of the declaration. */
export const datesOfLicences: Rule = ({ goods, declarationDate }, { today }) =>
  goods.flatMap(({ licences = [] }, line) =>
    licences.flatMap(({ validFrom, validUntil }, row) => {
      const path = `goods[${line}].licences[${row}].validUntil`;
      if (isBefore(validUntil, validFrom)) return [error('date.licence-order', path)];
      const day = declarationDate && isDate(declarationDate) ? declarationDate : today;
      return isBefore(validUntil, day) ? [warning('date.licence-expired', path, { day })] : [];
    }),
  );
