// Puts the choices of Settings → Appearance onto the page before it is first painted, so that nothing flashes.
// features/settings/appearance/choices.ts keeps them; a value it does not know is the system's.
for (const name of ["theme", "density", "motion"]) {
  try {
    const value = JSON.parse(localStorage.getItem(`ensemble.${name}`) ?? "null");
    if (typeof value === "string") document.documentElement.dataset[name] = value;
  } catch {
    // No storage, or nothing that can be read: the page is shown as the system wants it.
  }
}
