/** How people and programs name a part of a board where they do not have its id. */

interface Named {
  id: string;
  name: string;
  archivedAt: number | null;
}

/** A name as it stands in an address: `in-progress` of "In progress". */
export function slugOf(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}

/**
 * The item that `name` means: by its id, else by its name in any case, else by the slug of its name. Of several the
 * first counts, one that is not archived before one that is.
 */
export function findNamed<Item extends Named>(items: readonly Item[], name: string): Item | undefined {
  const known = items.find(({ id }) => id === name);
  if (known) return known;
  const openFirst = [
    ...items.filter((each) => each.archivedAt === null),
    ...items.filter((each) => each.archivedAt !== null),
  ];
  const spelled = name.trim().toLowerCase();
  const slug = slugOf(name);
  return (
    openFirst.find((each) => each.name.toLowerCase() === spelled) ??
    openFirst.find((each) => slug !== "" && slugOf(each.name) === slug)
  );
}
