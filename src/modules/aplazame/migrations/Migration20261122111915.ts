import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261122111915 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_medusa_ref" ON "aplazame_operation" ("medusa_ref") WHERE medusa_ref IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_unbooked" ON "aplazame_operation" ("settled_at") WHERE state = 'done' AND booked_at IS NULL AND kind IN ('capture', 'refund', 'void') AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_aplazame_operation_medusa_ref";`);
    this.addSql(`drop index if exists "IDX_aplazame_operation_unbooked";`);
  }

}
