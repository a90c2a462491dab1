import { unreachable } from "./problem.ts";

/** A noun of the API as it is before its part of the SDK is loaded: all that it answers are promises. */
export type Late<Noun> = {
  [Name in keyof Noun]: Noun[Name] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Promise<Answer>
    : never;
};

/** A noun whose part of the SDK is loaded when it is first asked something, so that no page begins with it. */
export function late<Noun extends object>(load: () => Promise<Noun>): Late<Noun> {
  let loading: Promise<object> | null = null;
  const loaded = () => {
    loading ??= load().catch(() => {
      // The next who asks tries again.
      loading = null;
      throw unreachable();
    });
    return loading;
  };
  return new Proxy<Late<Noun>>(Object.create(null), {
    get: (_, name) => {
      // Whoever hands it on through a promise asks whether it is one itself.
      if (typeof name === "symbol" || name === "then") return undefined;
      return async (...given: unknown[]) => {
        const noun = await loaded();
        return Reflect.apply(Reflect.get(noun, name), noun, given);
      };
    },
  });
}
