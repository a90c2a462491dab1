/**
 * Run by `chromium.ts` in a process of its own: unpacks the browser into TMPDIR. `@sparticuz/chromium` reads TMPDIR and
 * AWS_EXECUTION_ENV when it is loaded, and changes the environment of the process that loads it.
 */
import chromium from "@sparticuz/chromium";

console.log(await chromium.executablePath());
