/**
 * Secrets at rest: AES-256-GCM under a key derived from AUTH_SECRET by HKDF. A sealed text starts with the id of the
 * key it was sealed with, so that AUTH_SECRET can be changed while AUTH_SECRET_PREVIOUS still opens what is old.
 */
import type { Settings } from "../settings.ts";

const IV_BYTES = 12;
const utf8 = new TextEncoder();

interface SealingKey {
  id: string;
  key: CryptoKey;
}

async function sealingKey(secret: string): Promise<SealingKey> {
  const material = await crypto.subtle.importKey("raw", utf8.encode(secret), "HKDF", false, [
    "deriveKey",
    "deriveBits",
  ]);
  const parameters = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: utf8.encode(info),
  });
  const id = new Uint8Array(await crypto.subtle.deriveBits(parameters("ensemble:sealed:id"), material, 32)).toHex();
  const key = await crypto.subtle.deriveKey(
    parameters("ensemble:sealed:key"),
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
  return { id, key };
}

/** Seals `text`; `about` (what it belongs to) must be the same when it is opened. */
export async function seal(settings: Settings, about: string, text: string): Promise<string> {
  const { id, key } = await sealingKey(settings.AUTH_SECRET);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const additionalData = utf8.encode(about);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, utf8.encode(text));
  return `${id}.${iv.toBase64()}.${new Uint8Array(sealed).toBase64()}`;
}

/** Opens what {@link seal} made; null when its key is no longer known or it was tampered with. */
export async function unseal(settings: Settings, about: string, sealed: string): Promise<string | null> {
  const [keyId, iv = "", data = ""] = sealed.split(".");
  for (const secret of [settings.AUTH_SECRET, settings.AUTH_SECRET_PREVIOUS]) {
    if (!secret) continue;
    const { id, key } = await sealingKey(secret);
    if (id !== keyId) continue;
    try {
      const algorithm = { name: "AES-GCM", iv: Uint8Array.fromBase64(iv), additionalData: utf8.encode(about) };
      return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, Uint8Array.fromBase64(data)));
    } catch {
      return null;
    }
  }
  return null;
}
