import { existsSync } from 'node:fs';
import { UserError } from '../errors.ts';
import {
  addressFiles,
  type MachinePlace,
  NO_DATABASE,
  removeAddressFile,
  writeAddressFile,
} from '../store/address-file.ts';
import { placeOfDatabase } from '../store/open-store.ts';
import { databaseAt, resolveStore } from '../store/resolve-store.ts';

/** What is in force on this machine after a change, and what has said so. */
export interface StoreInForce {
  /** Where the database is, without anything secret; none where the data lies in the home. */
  readonly place?: string;
  /** The option, the variable or the file that says so. */
  readonly from?: string;
}

export interface AddressToKeep {
  /** None: the data lies in the home. It has no password in it, since others can read arguments. */
  readonly address: string | undefined;
  readonly password?: string;
  /** For everybody on this machine. */
  readonly everybody: boolean;
}

/** Which database is used where nobody says anything else. */
export async function storeInForce(machine: MachinePlace): Promise<StoreInForce> {
  const database = resolveStore(machine);
  if (database === undefined) return {};
  const { from } = database;
  return { place: await placeOfDatabase(database), ...(from !== undefined && { from }) };
}

/** Keeps the address of the database of this machine, and gives the file; nobody is asked whether a server is there. */
export async function keepStoreAddress(
  machine: MachinePlace,
  { address, password, everybody }: AddressToKeep,
): Promise<string> {
  const files = addressFiles(machine);
  const file = everybody ? files.everybody : files.own;
  if (file === undefined)
    throw new UserError('store.address-file', '这个系统没有给整台机器的设置', {
      exit: 'usage',
      next: ['去掉 --machine，设给自己'],
    });
  if (address === undefined) {
    const others = !everybody && files.everybody !== undefined && existsSync(files.everybody);
    // What everybody has would count again.
    if (others) writeAddressFile(file, NO_DATABASE, { everybody });
    else removeAddressFile(file);
    return file;
  }
  const database = databaseAt(address, { seen: true });
  if (database === undefined) return await keepStoreAddress(machine, { address: undefined, everybody });
  await placeOfDatabase(database);
  if (everybody && password !== undefined)
    throw new UserError('store.address', '给整台机器的地址里不能有密码：机器上的人都看得到', {
      exit: 'usage',
      next: ['各人的密码放在各人的 ~/.pgpass 里'],
    });
  writeAddressFile(file, password === undefined ? address : withPassword(address, password), { everybody });
  return file;
}

function withPassword(address: string, password: string): string {
  const url = new URL(address);
  url.password = password;
  return url.href;
}
