import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** The figures of a period: when a credit was refused, and the checkouts by their date. */
export class Migration20261203060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "refused_at" timestamptz null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_created_at" ON "aplazame_order" ("created_at") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_aplazame_order_created_at";`);
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "refused_at";`);
  }

}
