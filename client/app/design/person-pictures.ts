import { createContext, use } from "react";

/** Where the pictures of those who have one are, by user id. */
export const PersonPictures = createContext<ReadonlyMap<string, string>>(new Map());

/** Answers what tells where the picture of a user is; null for whoever has none. */
export function usePersonPicture(): (user: string) => string | null {
  const pictures = use(PersonPictures);
  return (user) => pictures.get(user) ?? null;
}

/** The pictures of `people`, for {@link PersonPictures}. */
export function picturesOf(people: readonly { user: string; image?: string | undefined }[]): Map<string, string> {
  return new Map(people.flatMap(({ user, image }) => (image === undefined ? [] : [[user, image]])));
}
