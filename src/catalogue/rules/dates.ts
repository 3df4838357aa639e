import { isDate } from '../../kinds/date.ts';
import { fault, type Rule } from './rule.ts';

/** Whether both are days and the first is the earlier one; ISO days compare as text. */
const isBefore = (first: string | undefined, second: string | undefined) =>
  first !== undefined && second !== undefined && isDate(first) && isDate(second) && first < second;

/** Departure ≤ arrival ≤ discharge; the claim deadline is not before the arrival. */
export const datesOfArrival: Rule = ({ departureDate, arrivalDate, dischargeDate, claimDeadline }) => [
  ...(isBefore(arrivalDate, departureDate) ? [fault('date.arrival-before-departure', 'arrivalDate')] : []),
  ...(isBefore(dischargeDate, arrivalDate) ? [fault('date.discharge-before-arrival', 'dischargeDate')] : []),
  ...(isBefore(claimDeadline, arrivalDate) ? [fault('date.claim-before-arrival', 'claimDeadline')] : []),
];

/** Goods are declared before they leave. */
export const dateOfShipment: Rule = ({ declarationDate, shipmentDate }) =>
  isBefore(shipmentDate, declarationDate) ? [fault('date.shipment-before-declaration', 'shipmentDate')] : [];

/** A licence ends after it begins, and has not run out on the day of the declaration. */
export const datesOfLicences: Rule = ({ goods, declarationDate }, { today }) =>
  goods.flatMap(({ licences = [] }, line) =>
    licences.flatMap(({ validFrom, validUntil }, row) => {
      const path = `goods[${line}].licences[${row}].validUntil`;
      if (isBefore(validUntil, validFrom)) return [fault('date.licence-order', path)];
      const day = declarationDate && isDate(declarationDate) ? declarationDate : today;
      return isBefore(validUntil, day) ? [fault('date.licence-expired', path, { day })] : [];
    }),
  );
