import { EXIT } from '../errors.ts';
import { keepStoreAddress, storeInForce } from '../jobs/store-address.ts';
import { usage } from './arguments.ts';
import type { Context } from './context.ts';
import { secretsFrom } from './secret-input.ts';

interface UseArguments {
  readonly file?: string;
  readonly none?: boolean;
  readonly machine?: boolean;
  readonly passwordStdin?: boolean;
}

/** `store use`: keeps which database this machine works with, or says which one it is. A password is never shown. */
export async function chooseStore(
  context: Context,
  { file, none, machine, passwordStdin }: UseArguments,
): Promise<number> {
  const { rim, report, home } = context;
  if (none === true && file !== undefined) throw usage('地址和 --none 只能写一个', 'baojian store use --none');
  let changed: string | undefined;
  if (none === true || file !== undefined) {
    const [password] = passwordStdin === true ? await secretsFrom(rim, true, [{ label: '数据库的密码' }]) : [];
    const everybody = machine === true;
    changed = await keepStoreAddress(rim, { address: file, everybody, ...(password !== undefined && { password }) });
  }
  const { place, from } = await storeInForce(rim);
  const now = place === undefined ? `数据在目录里：${home}` : `数据在数据库里：${place}`;
  report.result({ ...(place === undefined ? { home } : { place, from }), ...(changed && { file: changed }) }, () => [
    ...(changed === undefined ? [] : [`${place === undefined && none === true ? '已改' : '已记下'}：${changed}`]),
    now,
    ...(from === undefined ? [] : [`按 ${from}`]),
    ...(changed !== undefined && from === 'BAOJIAN_STORE'
      ? ['环境变量 BAOJIAN_STORE 在它之前：要用刚才设的，先去掉这个变量']
      : []),
    ...(changed !== undefined && place !== undefined ? ['看看连不连得上：baojian doctor'] : []),
  ]);
  return EXIT.done;
}
