import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** The operator's actions, and the indexes by which the admin's lists are paged in the database. */
export class Migration20261121231000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "aplazame_admin_action" ("id" text not null, "token" text not null, "aplazame_order_id" text not null, "action" text check ("action" in ('capture', 'refund', 'void', 'cancel', 'history')) not null, "request" text not null, "requested_by" text null, "state" text check ("state" in ('running', 'done', 'failed')) not null default 'running', "error_code" text null, "error_message" text null, "figures" jsonb null, "lease_until" timestamptz not null, "finished_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_admin_action_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_admin_action_token_unique" ON "aplazame_admin_action" ("token") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_admin_action_deleted_at" ON "aplazame_admin_action" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_admin_action_one_running" ON "aplazame_admin_action" ("aplazame_order_id") WHERE state = 'running' AND deleted_at IS NULL;`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_created_at_id" ON "aplazame_operation" ("created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_state_created_at_id" ON "aplazame_operation" ("state", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_kind_created_at_id" ON "aplazame_operation" ("kind", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_kind_state_created_at_id" ON "aplazame_operation" ("kind", "state", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_created_at_id" ON "aplazame_notification" ("created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_created_at_id" ON "aplazame_problem" ("created_at", "id") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "aplazame_admin_action" cascade;`);
    for (const index of ["operation_created_at_id", "operation_state_created_at_id", "operation_kind_created_at_id", "operation_kind_state_created_at_id", "notification_created_at_id", "problem_created_at_id"]) {
      this.addSql(`drop index if exists "IDX_aplazame_${index}";`);
    }
  }

}
