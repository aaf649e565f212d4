import type { MigrationInterface, QueryRunner } from 'typeorm';

// Names are unqualified: the connection's search_path is the tenant's schema.
const statements = [
  `CREATE TABLE product_import (
     id uuid PRIMARY KEY,
     listing_id integer NOT NULL CONSTRAINT product_import_listing REFERENCES listing (id) ON DELETE CASCADE,
     lines jsonb CONSTRAINT product_import_lines CHECK (jsonb_typeof(lines) = 'array'),
     mapping jsonb NOT NULL CONSTRAINT product_import_mapping CHECK (jsonb_typeof(mapping) = 'array'),
     created_at timestamptz NOT NULL,
     imported_at timestamptz,
     undone_at timestamptz,
     added integer,
     changed integer,
     left_out integer,
     CONSTRAINT product_import_done CHECK (
       (imported_at IS NULL) = (added IS NULL AND changed IS NULL AND left_out IS NULL)
       AND (imported_at IS NULL) = (lines IS NOT NULL)
       AND (undone_at IS NULL OR imported_at IS NOT NULL))
   )`,
  `COMMENT ON COLUMN product_import.lines IS 'The file as it was read, until it is imported: its rows with their numbers, the first of which names the columns'`,
  `COMMENT ON COLUMN product_import.mapping IS 'What each column of the file says of a product; null for what is not read'`,
  `CREATE INDEX product_import_by_listing ON product_import (listing_id, created_at)`,
  `CREATE TABLE product_import_change (
     import_id uuid NOT NULL CONSTRAINT product_import_change_import REFERENCES product_import (id) ON DELETE CASCADE,
     product_id uuid NOT NULL CONSTRAINT product_import_change_product REFERENCES product (id) ON DELETE CASCADE,
     before jsonb,
     after jsonb NOT NULL,
     kept text CONSTRAINT product_import_change_kept CHECK (kept IN ('changed', 'ordered')),
     CONSTRAINT product_import_change_pkey PRIMARY KEY (import_id, product_id)
   )`,
  `COMMENT ON COLUMN product_import_change.before IS 'What was said of the product before; null for one that the import added'`,
  `COMMENT ON COLUMN product_import_change.kept IS 'Why undoing the import left it as it is'`,
  `CREATE INDEX product_import_change_by_product ON product_import_change (product_id)`,
  `CREATE TABLE product_column_mapping (
     listing_id integer NOT NULL CONSTRAINT product_column_mapping_listing REFERENCES listing (id) ON DELETE CASCADE,
     header_digest text NOT NULL CONSTRAINT product_column_mapping_digest CHECK (header_digest ~ '^[0-9a-f]{64}$'),
     mapping jsonb NOT NULL CONSTRAINT product_column_mapping_mapping CHECK (jsonb_typeof(mapping) = 'array'),
     updated_at timestamptz NOT NULL,
     CONSTRAINT product_column_mapping_pkey PRIMARY KEY (listing_id, header_digest)
   )`,
  `COMMENT ON TABLE product_column_mapping IS 'What the columns of a file of a shop mean, for the next file with the same names of columns'`,
];

/** Products come from files of spreadsheets, and go again with the file that brought them. */
export class ProductImports1764354000000 implements MigrationInterface {
  readonly name = 'ProductImports1764354000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['product_column_mapping', 'product_import_change', 'product_import'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
