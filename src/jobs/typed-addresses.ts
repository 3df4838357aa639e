import { UserError } from '../errors.ts';
import { addressOf, withoutAccount } from '../transport/address.ts';

interface Plain {
  /** Whether http:// to another machine is let pass. */
  readonly allowPlain?: boolean;
}

/** Why nobody goes to an address; undefined for one that is gone to. */
export function addressFault(address: string, { allowPlain = false }: Plain): UserError | undefined {
  try {
    addressOf(address, { allowPlain });
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** What is wrong with the addresses that are filled in: `<part>.address`, by the names that `settings set` knows. */
export function typedFaults<N extends string>(
  part: 'channel' | 'paperless' | 'accounts',
  settings: Plain & { readonly [name in N]?: string },
  names: readonly N[],
  below = '',
): readonly UserError[] {
  return names.flatMap(name => {
    const fault = settings[name] ? addressFault(settings[name], settings) : undefined;
    if (!fault) return [];
    const { message, next } = fault;
    return [new UserError(`${part}.address`, `${part}.${below}${name}：${message}`, { exit: 'usage', next })];
  });
}

/** The settings as they may be shown: an address never carries an account, whoever wrote the file. */
export function withBareAddresses<N extends string, S extends { readonly [name in N]?: string }>(
  settings: S,
  names: readonly N[],
): S {
  const bare = names.flatMap(name => {
    const address = settings[name];
    return address ? [[name, withoutAccount(address)]] : [];
  });
  return { ...settings, ...Object.fromEntries(bare) };
}
