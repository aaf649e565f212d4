/** A statement in the making: each value becomes a numbered parameter, never text. */
export class Statement {
  private readonly parameters: unknown[] = [];

  /** The placeholder of a value, with the type that PostgreSQL shall read it as. */
  param(value: unknown, type: string): string {
    this.parameters.push(value);
    return `$${this.parameters.length}::${type}`;
  }

  point({ x, y }: { readonly x: number; readonly y: number }): string {
    return `point(${this.param(x, 'float8')}, ${this.param(y, 'float8')})`;
  }

  get values(): unknown[] {
    return [...this.parameters];
  }
}
