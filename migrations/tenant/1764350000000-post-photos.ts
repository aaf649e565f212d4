import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `ALTER TABLE photo
     DROP CONSTRAINT photo_kind,
     ADD CONSTRAINT photo_kind CHECK (kind IN ('photo', 'logo', 'product', 'post')),
     ADD COLUMN post_id uuid CONSTRAINT photo_post REFERENCES post (id) ON DELETE CASCADE,
     ADD CONSTRAINT photo_of_post CHECK ((kind = 'post') = (post_id IS NOT NULL))`,
  `COMMENT ON COLUMN photo.post_id IS 'The post that it stands beside, where it is no photograph of the place'`,
  `CREATE INDEX photo_by_post ON photo (post_id) WHERE post_id IS NOT NULL`,
  `CREATE UNIQUE INDEX photo_one_of_post ON photo (post_id) WHERE post_id IS NOT NULL AND removed_at IS NULL`,
];

/** A post has a photograph. */
export class PostPhotos1764350000000 implements MigrationInterface {
  readonly name = 'PostPhotos1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM photo WHERE kind = 'post'`);
    await runner.query('DROP INDEX photo_one_of_post, photo_by_post');
    await runner.query(`
      ALTER TABLE photo
        DROP CONSTRAINT photo_of_post,
        DROP COLUMN post_id,
        DROP CONSTRAINT photo_kind,
        ADD CONSTRAINT photo_kind CHECK (kind IN ('photo', 'logo', 'product'))`);
  }
}
