import { z } from "zod";

const Address = z.email().max(254);

/** The addresses in a text as people paste them: a list with any separators, also `Ada <ada@example.com>`. Each once. */
export function addressesIn(text: string): { good: string[]; bad: string[] } {
  const [good, bad] = [new Set<string>(), new Set<string>()];
  for (const part of text.split(/[,;\n\r\t]+/)) {
    const named = /<([^<>]+)>/.exec(part)?.[1];
    for (const word of named === undefined ? part.split(/\s+/) : [named]) {
      const address = word.trim().toLowerCase();
      if (address === "") continue;
      (Address.safeParse(address).success ? good : bad).add(address);
    }
  }
  return { good: [...good], bad: [...bad] };
}
