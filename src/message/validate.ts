import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { XmlDocument, XmlNode, XsdValidator } from 'libxml2-wasm';
import { breachText } from './breach-text.ts';
import type { Form } from './form.ts';
import { SENT } from './forms.ts';

/** Where in a message the schema is not kept, and how, in Chinese naming group and element. No value is quoted. */
export interface Breach {
  /** From 1; 0 if it is not known. */
  readonly line: number;
  readonly text: string;
}

const MOST = 100;

type Library = typeof import('libxml2-wasm');
interface Schema {
  readonly library: Library;
  readonly validator: XsdValidator;
}

const schemas = new Map<string, Promise<Schema>>();

/**
 * What of a declaration message is not as the schema of its form in `<dataFolder>/message` wants it; empty if all is.
 * The library (WebAssembly) and the schema are loaded on the first call and kept.
 */
export async function validateDeclaration(
  xml: string,
  dataFolder: string,
  form: Form = SENT,
): Promise<readonly Breach[]> {
  const schema = await schemaIn(dataFolder, form);
  const { library } = schema;
  if (xml.includes('<!DOCTYPE')) return [{ line: 0, text: '报文含有 DOCTYPE 声明' }];
  try {
    using document = library.XmlDocument.fromString(xml);
    return breachesIn(document, schema, form);
  } catch (error) {
    if (!(error instanceof library.XmlLibError)) throw error;
    return error.details.slice(0, 1).map(({ line }) => ({ line, text: '不是完整的 XML' }));
  }
}

function breachesIn(document: XmlDocument, { library, validator }: Schema, form: Form): readonly Breach[] {
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof library.XmlValidateError)) throw error;
    return error.details.slice(0, MOST).map(({ line, xpath = '', message }) => ({
      line,
      text: breachText(form, namedPath(document, xpath, library), message.replaceAll(`{${form.namespace}}`, '')),
    }));
  }
}

/** The path of an element by names; the library gives those in a namespace by numbers alone. */
function namedPath(document: XmlDocument, xpath: string, { XmlElement }: Library): string {
  let path = '';
  for (let node: XmlNode | null = document.get(xpath); node instanceof XmlElement; node = node.parent) {
    const { name } = node;
    let number = 1;
    for (let before = node.prev; before; before = before.prev) {
      if (before instanceof XmlElement && before.name === name) number++;
    }
    path = `/${name}[${number}]${path}`;
  }
  return path;
}

function schemaIn(dataFolder: string, { schema }: Form): Promise<Schema> {
  const path = join(dataFolder, 'message', schema);
  const known = schemas.get(path);
  if (known) return known;
  const opened = open(path);
  schemas.set(path, opened);
  opened.catch(() => schemas.delete(path));
  return opened;
}

async function open(path: string): Promise<Schema> {
  const [library, text] = await Promise.all([import('libxml2-wasm'), readFile(path, 'utf8')]);
  using schema = library.XmlDocument.fromString(text);
  return { library, validator: library.XsdValidator.fromDoc(schema) };
}
