import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261121223629 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" drop constraint if exists "aplazame_operation_business_key_unique";`);
    this.addSql(`alter table if exists "aplazame_order" drop constraint if exists "aplazame_order_aplazame_id_unique";`);
    this.addSql(`alter table if exists "aplazame_order" drop constraint if exists "aplazame_order_mid_unique";`);
    this.addSql(`alter table if exists "aplazame_notification" drop constraint if exists "aplazame_notification_dedupe_key_unique";`);
    this.addSql(`create table if not exists "aplazame_notification" ("id" text not null, "dedupe_key" text not null, "aplazame_order_id" text null, "aplazame_id" text not null, "mid" text not null, "status" text not null, "status_reason" text not null, "total_amount" integer not null, "currency_code" text null, "sandbox" boolean not null, "state" text check ("state" in ('received', 'applied', 'failed')) not null default 'received', "answer" text check ("answer" in ('ok', 'ko')) null, "reason_code" text null, "received_count" integer not null default 1, "attempts" integer not null default 0, "error_message" text null, "applied_at" timestamptz null, "next_attempt_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_notification_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_notification_dedupe_key_unique" ON "aplazame_notification" ("dedupe_key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_deleted_at" ON "aplazame_notification" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_aplazame_order_id" ON "aplazame_notification" ("aplazame_order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_notification_state_created_at" ON "aplazame_notification" ("state", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_order" ("id" text not null, "mid" text not null, "aplazame_id" text null, "payment_session_id" text not null, "payment_collection_id" text null, "cart_id" text not null, "order_id" text null, "fingerprint" text not null, "product" text check ("product" in ('instalments', 'pay_in_4', 'pay_later')) null, "state" text check ("state" in ('creating', 'open', 'challenge', 'approved', 'confirmed', 'refused', 'cancelled', 'failed')) not null default 'creating', "status" text null, "status_reason" text null, "reason_code" text null, "currency_code" text not null, "sandbox" boolean not null, "total_amount" integer not null, "captured_amount" integer not null default 0, "voided_amount" integer not null default 0, "refunded_amount" integer not null default 0, "accepting_until" timestamptz null, "authorized_at" timestamptz null, "expires_at" timestamptz null, "confirmed_at" timestamptz null, "cancelled_at" timestamptz null, "checked_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_order_pkey" primary key ("id"));`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_order_mid_unique" ON "aplazame_order" ("mid") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_deleted_at" ON "aplazame_order" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_order_aplazame_id_unique" ON "aplazame_order" ("aplazame_id") WHERE aplazame_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_payment_session_id" ON "aplazame_order" ("payment_session_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_cart_id" ON "aplazame_order" ("cart_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_order_id" ON "aplazame_order" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_order_state_created_at" ON "aplazame_order" ("state", "created_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_operation" ("id" text not null, "aplazame_order_id" text not null, "kind" text check ("kind" in ('update', 'capture', 'void', 'refund', 'cancel', 'history')) not null, "state" text check ("state" in ('planned', 'sent', 'unknown', 'done', 'refused', 'not_done', 'skipped')) not null default 'planned', "business_key" text not null, "amount" integer null, "remaining_before" integer null, "remaining_after" integer null, "target" text null, "request_amount" integer null, "medusa_ref" text null, "payment_id" text null, "requested_by" text null, "error_code" text null, "error_message" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "lease_until" timestamptz null, "booked_at" timestamptz null, "sent_at" timestamptz null, "settled_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_operation_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_aplazame_order_id" ON "aplazame_operation" ("aplazame_order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_operation_business_key_unique" ON "aplazame_operation" ("business_key") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_deleted_at" ON "aplazame_operation" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_state_next_attempt_at" ON "aplazame_operation" ("state", "next_attempt_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_operation_payment_id_kind" ON "aplazame_operation" ("payment_id", "kind") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_operation_one_in_flight" ON "aplazame_operation" ("aplazame_order_id") WHERE state = 'sent' AND kind <> 'history' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "aplazame_problem" ("id" text not null, "kind" text check ("kind" in ('operation_undecided', 'operation_refused', 'operation_exhausted', 'cancelled_order_credit_left', 'credit_lost_after_fulfilment', 'confirmed_without_order', 'order_without_credit', 'amounts_differ', 'order_above_credit', 'payment_cancelled_order_alive', 'notification_failed')) not null, "state" text check ("state" in ('open', 'resolved')) not null default 'open', "dedupe_key" text not null, "aplazame_order_id" text null, "order_id" text null, "operation_id" text null, "figures" jsonb null, "occurrences" integer not null default 1, "resolved_at" timestamptz null, "resolved_by" text null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "aplazame_problem_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_deleted_at" ON "aplazame_problem" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "IDX_aplazame_problem_open" ON "aplazame_problem" ("dedupe_key") WHERE state = 'open' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_state_created_at" ON "aplazame_problem" ("state", "created_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_order_id" ON "aplazame_problem" ("order_id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_aplazame_problem_aplazame_order_id" ON "aplazame_problem" ("aplazame_order_id") WHERE deleted_at IS NULL;`);

    this.addSql(`alter table if exists "aplazame_operation" add constraint "aplazame_operation_aplazame_order_id_foreign" foreign key ("aplazame_order_id") references "aplazame_order" ("id") on update cascade;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "aplazame_operation" drop constraint if exists "aplazame_operation_aplazame_order_id_foreign";`);

    this.addSql(`drop table if exists "aplazame_notification" cascade;`);

    this.addSql(`drop table if exists "aplazame_order" cascade;`);

    this.addSql(`drop table if exists "aplazame_operation" cascade;`);

    this.addSql(`drop table if exists "aplazame_problem" cascade;`);
  }

}
