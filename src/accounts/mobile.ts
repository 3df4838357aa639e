/** A mobile number of the mainland as it is kept, eleven digits, however it was written; undefined for what is none. */
export function readMobile(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s()-]/gu, '');
  return /^(?:\+?86)?(1[3-9]\d{9})$/u.exec(digits)?.[1];
}

/** As others may see it. */
export function maskedMobile(mobile: string): string {
  return mobile.replace(/^(\d{3})\d+(\d{4})$/u, '$1****$2');
}
