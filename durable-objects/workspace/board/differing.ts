/** Some fields of a thing, as a request names them. */
export type Some<Whole extends object> = { [Field in keyof Whole]?: Whole[Field] | undefined };

/** The fields of `set` that are given and not as they are in `whole`. */
export function differing<Whole extends object>(whole: Whole, set: Some<Whole>): Partial<Whole> {
  const changed: Partial<Whole> = {};
  for (const [field, value] of Object.entries(set)) {
    const differs = value !== undefined && JSON.stringify(value) !== JSON.stringify(Reflect.get(whole, field));
    if (differs) Reflect.set(changed, field, value);
  }
  return changed;
}

/** The names of the fields that are given. */
export function fieldsIn(set: object): string[] {
  return Object.entries(set).flatMap(([field, value]) => (value === undefined ? [] : [field]));
}
