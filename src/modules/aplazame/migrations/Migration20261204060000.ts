import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** A checkout pays for a cart, or for an order that has none. */
export class Migration20261204060000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_order" add column if not exists "for_order_id" text null;`);
    this.addSql(`alter table if exists "aplazame_order" alter column "cart_id" drop not null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_for_order_id" ON "aplazame_order" ("for_order_id") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`update "aplazame_order" set cart_id = '' where cart_id is null;`);
    this.addSql(`alter table if exists "aplazame_order" alter column "cart_id" set not null;`);
    this.addSql(`alter table if exists "aplazame_order" drop column if exists "for_order_id";`);
  }

}
