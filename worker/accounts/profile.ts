/** What one may be called, shown with and written to: one rule for signing up, for `PATCH /api/me` and for providers. */
import { z } from "zod";

const MAX_NAME_LENGTH = 100;

export const ProfileName = z.string().trim().min(1).max(MAX_NAME_LENGTH);
export const ProfileImage = z.url({ protocol: /^https$/ }).max(2048);

/** RFC 5321 §4.5.3.1.3 bounds an address. */
const Address = z.email().max(254);

/** The part of a sign-up that better-auth leaves unchecked. */
export const Newcomer = z.object({ name: ProfileName, email: Address, image: ProfileImage.optional() });
/** The same of a change of address. */
export const NewAddress = z.object({ newEmail: Address });

/** What is kept of a profile that someone else may have written: a name cut to length, and a picture only if it is one. */
export function profileKept(told: { name: string; email: string; image?: string | null | undefined }) {
  const name = told.name.trim().slice(0, MAX_NAME_LENGTH).trim().toWellFormed() || told.email.slice(0, MAX_NAME_LENGTH);
  return { name, image: ProfileImage.safeParse(told.image).data ?? null };
}
