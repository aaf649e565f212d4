import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `PartsOfLines1764660000000` asks of lines that are given back holds of those that there were before, too. */
export class PartsValidated1764705000000 implements MigrationInterface {
  readonly name = 'PartsValidated1764705000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE order_withdrawal_line VALIDATE CONSTRAINT order_withdrawal_line_part');
  }

  async down(): Promise<void> {
    // What holds of every line is not asked of them again.
  }
}
