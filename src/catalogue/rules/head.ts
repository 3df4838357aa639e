import { fault, type Rule } from './rule.ts';

/** A related declaration number and its reason come together. */
export const relatedNumberWithReason: Rule = ({ relatedDeclarationNo, relationReason }) => {
  if (relatedDeclarationNo && !relationReason) return [fault('relation.reason-missing', 'relationReason')];
  return relationReason && !relatedDeclarationNo ? [fault('relation.number-missing', 'relatedDeclarationNo')] : [];
};

/** The second of the four inbound clearance flags is not in use and stays 0. */
export const unusedClearanceFlag: Rule = ({ specialClearance }) =>
  specialClearance?.[1] === '1' ? [fault('flags.unused', 'specialClearance', { position: 2 })] : [];

/** A declaration has 1 to 50 goods lines; more than 20 no longer fit the printed form of one page. */
export const numberOfGoods: Rule = ({ goods }) => {
  if (goods.length === 0) return [fault('goods.none', 'goods')];
  if (goods.length > 50) return [fault('goods.too-many', 'goods', { count: goods.length, max: 50 })];
  return goods.length > 20 ? [fault('goods.many', 'goods', { count: goods.length })] : [];
};

// The codes of all certificates asked for stand in one element of 50 characters, with commas between them.
const CERTIFICATES = 16;

/** No more certificates are asked for than the message can name. */
export const numberOfCertificates: Rule = ({ certificatesAsked = [] }) =>
  certificatesAsked.length > CERTIFICATES
    ? [fault('rows.too-many', 'certificatesAsked', { count: certificatesAsked.length, max: CERTIFICATES })]
    : [];

/** What is written off stands against a goods line that exists. */
export const writeOffLines: Rule = ({ attachedDocuments = [], goods }) => {
  const missing = (value: string | undefined, path: string) =>
    value !== undefined && /^\d+$/u.test(value) && (Number(value) < 1 || Number(value) > goods.length)
      ? [fault('write-off.no-line', path, { line: value, lines: goods.length })]
      : [];
  return [
    ...attachedDocuments.flatMap((row, index) =>
      missing(row.writeOffGoodsNo, `attachedDocuments[${index}].writeOffGoodsNo`),
    ),
    ...goods.flatMap(({ licences = [] }, line) =>
      licences.flatMap((row, index) =>
        missing(row.writeOffGoodsNo, `goods[${line}].licences[${index}].writeOffGoodsNo`),
      ),
    ),
  ];
};

/** Goods that came in the container they were packed in came in a container. */
export const originalContainer: Rule = ({ originalContainer, containers }) =>
  originalContainer === true && containers.length === 0 ? [fault('container.original', 'originalContainer')] : [];
