import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A product has several photographs, in the order of their rank. A release before this one puts each in the place of the first. */
export class SeveralProductPhotos1764535000000 implements MigrationInterface {
  readonly name = 'SeveralProductPhotos1764535000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX photo_one_of_product');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM photo p
       WHERE p.product_id IS NOT NULL AND p.removed_at IS NULL
         AND EXISTS (SELECT FROM photo f WHERE f.product_id = p.product_id AND f.removed_at IS NULL
                        AND (f.rank, f.id) < (p.rank, p.id))`);
    await runner.query(
      `CREATE UNIQUE INDEX photo_one_of_product ON photo (product_id) WHERE product_id IS NOT NULL AND removed_at IS NULL`,
    );
  }
}
