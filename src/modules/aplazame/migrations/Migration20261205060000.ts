import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Until when the order of a refused credit waits to be paid by its link. */
export class Migration20261205060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "retry_until" timestamptz null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_retry_until" ON "aplazame_order" ("retry_until") WHERE retry_until IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "retry_until";`);
  }

}
