import { strFromU8, strToU8 } from 'fflate';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';
const FILLS = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>';
const TYPES = '[Content_Types].xml';
const STYLES = 'xl/styles.xml';

/**
 * The parts of an xlsx with a fill in their styles. The parser looks up the fill of every cell and raises an error inside for each one
 * that is not found, which takes longer than all the rest: programs that write no styles would make files that are read for minutes.
 */
export function withFills(parts: Readonly<Record<string, Uint8Array>>): Readonly<Record<string, Uint8Array>> {
  const types = strFromU8(parts[TYPES] ?? new Uint8Array());
  const name = new RegExp(`PartName="/?([^"]+)"[^>]*"${TYPE.replaceAll(/[.+]/gu, '\\$&')}"`, 'u').exec(types)?.[1];
  if (name === undefined) {
    // Something else may stand under the name although nothing says that it is styles.
    if (parts[STYLES] || !types.includes('</Types>')) return parts;
    const said = types.replace('</Types>', `<Override PartName="/${STYLES}" ContentType="${TYPE}"/></Types>`);
    const styles = `<styleSheet xmlns="${MAIN}">${FILLS}</styleSheet>`;
    return { ...parts, [TYPES]: strToU8(said), [STYLES]: strToU8(styles) };
  }
  const styles = strFromU8(parts[name] ?? new Uint8Array());
  if (/<(?:\w+:)?fills[\s>]/u.test(styles) || !styles.includes('</styleSheet>')) return parts;
  return { ...parts, [name]: strToU8(styles.replace('</styleSheet>', `${FILLS}</styleSheet>`)) };
}
