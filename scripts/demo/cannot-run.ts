/** Why a demo cannot run here, in a sentence for who started it. */
export class DemoCannotRun extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DemoCannotRun";
  }
}
