// Generated from the description of the API: node packages/sdk/scripts/generate-types.mjs

export interface components {
    schemas: {
        /** @description A problem document (RFC 9457). */
        Problem: {
            /** @example urn:tamsui:problem:validation_failed */
            type: string;
            title: string;
            status: number;
            /** @description A stable word for machines to switch on. */
            code: string;
            /** @description A sentence for the person who reads it. */
            detail: string;
            /** @description True when the same request may be sent again unchanged. */
            retryable: boolean;
            request_id: string;
            errors?: {
                /** @description A JSON Pointer (RFC 6901) into the body, or `header:`, `query:` or `path:` and a name. */
                pointer: string;
                code: string;
                message: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        StartedSignIn: {
            /** Format: uri */
            authorization_url: string;
            state: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            expires_at: string;
        };
        SignIn: {
            /** @example sin_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @example res_01k0c3d9v2e8qt4m7x5r6w1zha */
            resident: string;
            /** @enum {string} */
            assurance: "general" | "gold";
            /** @description Enrols one device, lists devices and freezes the wallet. */
            token: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            expires_at: string;
            /** @description What the device signs to be enrolled. */
            device_challenge: string;
        };
        EnrolledDevice: {
            device: components["schemas"]["Device"];
            /** @description 32 bytes in base64url, for codes made offline. */
            offline_secret: string;
            tokens: components["schemas"]["DeviceTokens"];
        };
        Device: {
            /** @example dev_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            name: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /** @description Until then a new device may do less; null for a resident's first. */
            cooling_until: string | null;
            removed_at: string | null;
            is_this_device: boolean;
        };
        DeviceTokens: {
            access_token: string;
            /** @constant */
            token_type: "DPoP";
            /** @description Seconds. */
            expires_in: number;
            /** @description Works once. The answer to it has the next one. */
            refresh_token: string;
        };
        DeviceList: {
            data: components["schemas"]["Device"][];
        };
        NewResident: {
            /** @example res_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            name: string;
            wallet: {
                /** @example wal_01k0c3d9v2e8qt4m7x5r6w1zha */
                id: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            token: string;
        };
        Assurance: {
            /** @enum {string} */
            assurance: "general" | "gold";
        };
        NewMerchantApplication: {
            /** @example apl_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            state: "submitted" | "in_review" | "approved" | "live" | "rejected" | "withdrawn";
            /** @description True when nothing more becomes of it. */
            finished: boolean;
            /** @enum {string} */
            kind: "organisation" | "personal";
            name: string;
            business_number: string | null;
            payout_account: {
                holder_name: string;
                bank_code: string;
                account_number: string;
            };
            account_check: ("match" | "no_match" | "unknown" | "late") | null;
            fee_basis_points: number | null;
            rejection_reason: string | null;
            merchant: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /** @description To follow the application with, shown this once. */
            token: string;
        };
        MerchantApplication: {
            /** @example apl_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            state: "submitted" | "in_review" | "approved" | "live" | "rejected" | "withdrawn";
            /** @description True when nothing more becomes of it. */
            finished: boolean;
            /** @enum {string} */
            kind: "organisation" | "personal";
            name: string;
            business_number: string | null;
            payout_account: {
                holder_name: string;
                bank_code: string;
                account_number: string;
            };
            account_check: ("match" | "no_match" | "unknown" | "late") | null;
            fee_basis_points: number | null;
            rejection_reason: string | null;
            merchant: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        MerchantWentLive: {
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            api_key: components["schemas"]["NewApiKey"];
        };
        NewApiKey: {
            /** @example key_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            name: string;
            prefix: string;
            scopes: ("payments:charge" | "payments:read" | "payments:refund" | "merchant:manage" | "cashiers:sign_in")[];
            /**
             * @description What it is answered in when a request names no other version.
             * @enum {string}
             */
            api_version: "2026-11-24" | "2026-12-01";
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description To the minute. */
            last_used_at: string | null;
            rotated_to: string | null;
            /** @description The secret, shown this once. */
            key: string;
        };
        ReviewedMerchantApplication: {
            /** @example apl_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            state: "submitted" | "in_review" | "approved" | "live" | "rejected" | "withdrawn";
            /** @description True when nothing more becomes of it. */
            finished: boolean;
            /** @enum {string} */
            kind: "organisation" | "personal";
            name: string;
            business_number: string | null;
            payout_account: {
                holder_name: string;
                bank_code: string;
                account_number: string;
            };
            account_check: ("match" | "no_match" | "unknown" | "late") | null;
            fee_basis_points: number | null;
            rejection_reason: string | null;
            merchant: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            reviewed_by: string | null;
        };
        MerchantApplicationWithHistory: {
            /** @example apl_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            state: "submitted" | "in_review" | "approved" | "live" | "rejected" | "withdrawn";
            /** @description True when nothing more becomes of it. */
            finished: boolean;
            /** @enum {string} */
            kind: "organisation" | "personal";
            name: string;
            business_number: string | null;
            payout_account: {
                holder_name: string;
                bank_code: string;
                account_number: string;
            };
            account_check: ("match" | "no_match" | "unknown" | "late") | null;
            fee_basis_points: number | null;
            rejection_reason: string | null;
            merchant: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            reviewed_by: string | null;
            history: {
                /** @enum {string} */
                step: "apply" | "start_review" | "check_account" | "approve" | "reject" | "withdraw" | "go_live";
                /** @enum {string} */
                state: "submitted" | "in_review" | "approved" | "live" | "rejected" | "withdrawn";
                /** @enum {string} */
                by: "applicant" | "operator";
                staff: string | null;
                facts: {
                    [key: string]: string | number;
                };
                /**
                 * Format: date-time
                 * @description An instant in UTC (RFC 3339).
                 * @example 2026-03-02T04:05:06.789Z
                 */
                at: string;
            }[];
        };
        Merchant: {
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            kind: "organisation" | "personal";
            name: string;
            business_number: string | null;
            /** @description In force today; of a business day, see fee_bands. */
            fee_basis_points: number;
            fee_bands: {
                basis_points: number;
                /**
                 * Format: date
                 * @description A business day, in the city's time zone.
                 * @example 2026-03-02
                 */
                effective_from: string;
            }[];
            payout_account: {
                holder_name: string;
                bank_code: string;
                account_number: string;
            };
            /** Format: uuid */
            payable_account: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        FeePlan: {
            /** @description In force today, of each payment. */
            basis_points: number;
            /** @description Every fee that was, is or will be in force, by business day. */
            bands: {
                basis_points: number;
                /**
                 * Format: date
                 * @description A business day, in the city's time zone.
                 * @example 2026-03-02
                 */
                effective_from: string;
                /** @description The last day; null while none is known. */
                effective_until: string | null;
                /**
                 * Format: date-time
                 * @description An instant in UTC (RFC 3339).
                 * @example 2026-03-02T04:05:06.789Z
                 */
                announced_at: string;
            }[];
        };
        MerchantProfile: {
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            state: "live";
            /** @enum {string} */
            kind: "organisation" | "personal";
            name: string;
            business_number: string | null;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            fee_plan: components["schemas"]["FeePlan"];
            /** @description The account number shows its last four places. */
            payout_account: {
                holder_name: string;
                bank_code: string;
                account_number: string;
            };
            /** @description The first hundred; GET /v1/stores lists all. */
            stores: components["schemas"]["Store"][];
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        Store: {
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            name: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            closed_at: string | null;
        };
        MerchantEvent: {
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            at: string;
            /** @description `operator`, or the id of a key, a cashier or an application. */
            actor: string;
            /** @example terminal.closed */
            action: string;
            /** @description The id of what it was done to. */
            subject: string;
            facts: {
                [key: string]: string | number | null;
            };
        };
        Terminal: {
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            store: string;
            name: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            closed_at: string | null;
        };
        ApiKey: {
            /** @example key_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            name: string;
            prefix: string;
            scopes: ("payments:charge" | "payments:read" | "payments:refund" | "merchant:manage" | "cashiers:sign_in")[];
            /**
             * @description What it is answered in when a request names no other version.
             * @enum {string}
             */
            api_version: "2026-11-24" | "2026-12-01";
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description To the minute. */
            last_used_at: string | null;
            rotated_to: string | null;
        };
        ChangedApiKey: {
            /** @example key_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            name: string;
            prefix: string;
            scopes: ("payments:charge" | "payments:read" | "payments:refund" | "merchant:manage" | "cashiers:sign_in")[];
            /**
             * @description What it is answered in when a request names no other version.
             * @enum {string}
             */
            api_version: "2026-11-24" | "2026-12-01";
            /** @enum {string} */
            state: "active" | "expired" | "revoked";
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            expires_at: string | null;
            revoked_at: string | null;
            /** @description To the minute. */
            last_used_at: string | null;
            rotated_to: string | null;
            /** @description What differs between the version it had and the one it has now, oldest first. */
            changes: components["schemas"]["ApiVersionChange"][];
        };
        ApiVersionChange: {
            /** @enum {string} */
            version: "2026-11-24" | "2026-12-01";
            /** @description What is different since this version, in words. */
            tells: string[];
            /** @description The operations that are answered otherwise. */
            operations: string[];
        };
        RotatedApiKey: {
            new_key: components["schemas"]["NewApiKey"];
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            old_key_works_until: string;
        };
        Cashier: {
            /** @example csh_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            number: string;
            name: string;
            /** @enum {string} */
            role: "cashier" | "shift_lead" | "manager";
            permissions: ("payments:charge" | "payments:read" | "payments:refund" | "merchant:manage" | "cashiers:sign_in")[];
            /** @description The most they give back of one payment, in all refunds together; null for no cap of its own. */
            refund_cap: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            } | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            removed_at: string | null;
        };
        CashierSession: {
            /** @description To send as Bearer until it expires; shown this once. */
            token: string;
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            expires_at: string;
            cashier: components["schemas"]["Cashier"];
        };
        Wallet: {
            /** @example wal_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            balance: {
                /**
                 * @description A decimal string in major units; below zero with a minus sign.
                 * @example -120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            /**
             * @description What is frozen receives and does not pay.
             * @enum {string}
             */
            status: "open" | "frozen" | "closed";
            /** @description Who can open it again: the resident after a sign-in, or the operator alone. */
            frozen_by: ("resident" | "operator") | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            as_of: string;
        };
        StatementLine: {
            version: string;
            /**
             * @description The purpose of the entry.
             * @example payment
             */
            type: string;
            id: string;
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            payment?: string;
            /**
             * @description A decimal string in major units; below zero with a minus sign.
             * @example -120
             */
            amount: string;
            /**
             * @description A decimal string in major units; below zero with a minus sign.
             * @example -120
             */
            balance: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            merchant?: string;
            store?: string;
            /** @description The other side of a transfer, by a masked name. */
            counterparty?: {
                name: string;
            };
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        };
        WalletPeriodStatement: {
            /** @example wal_01k0c3d9v2e8qt4m7x5r6w1zha */
            wallet: string;
            /**
             * Format: date
             * @description The first day, in the city's time zone.
             * @example 2026-03-02
             */
            from: string;
            /**
             * Format: date
             * @description The last day, which is included.
             * @example 2026-03-02
             */
            to: string;
            /** @example Asia/Taipei */
            time_zone: string;
            /**
             * Format: date-time
             * @description When it was made: a last day that is not over may still get lines.
             * @example 2026-03-02T04:05:06.789Z
             */
            as_of: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /**
             * @description At the beginning of the first day.
             * @example -120
             */
            opening_balance: string;
            /**
             * @description A decimal string in major units; below zero with a minus sign.
             * @example -120
             */
            total_in: string;
            /**
             * @description The sum of what went out: zero or below.
             * @example -120
             */
            total_out: string;
            /**
             * @description At the end of the last day: the opening balance and the amounts of all lines.
             * @example -120
             */
            closing_balance: string;
            /** @description All of them, the oldest first. */
            lines: components["schemas"]["PeriodStatementLine"][];
        };
        PeriodStatementLine: {
            version: string;
            /**
             * @description The purpose of the entry.
             * @example payment
             */
            type: string;
            id: string;
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            payment?: string;
            /**
             * @description A decimal string in major units; below zero with a minus sign.
             * @example -120
             */
            amount: string;
            /**
             * @description A decimal string in major units; below zero with a minus sign.
             * @example -120
             */
            balance: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            merchant?: string;
            store?: string;
            /** @description The other side of a transfer, by a masked name. */
            counterparty?: {
                name: string;
            };
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
            order_reference?: string;
            /**
             * @description The till, on the statement of a merchant.
             * @example ter_01k0c3d9v2e8qt4m7x5r6w1zha
             */
            terminal?: string;
        };
        MerchantPeriodStatement: {
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            merchant_name: string;
            /**
             * Format: date
             * @description The first day, in the city's time zone.
             * @example 2026-03-02
             */
            from: string;
            /**
             * Format: date
             * @description The last day, which is included.
             * @example 2026-03-02
             */
            to: string;
            /** @example Asia/Taipei */
            time_zone: string;
            /**
             * Format: date-time
             * @description When it was made: a last day that is not over may still get lines.
             * @example 2026-03-02T04:05:06.789Z
             */
            as_of: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /**
             * @description At the beginning of the first day.
             * @example -120
             */
            opening_balance: string;
            /**
             * @description A decimal string in major units; below zero with a minus sign.
             * @example -120
             */
            total_in: string;
            /**
             * @description The sum of what went out: zero or below.
             * @example -120
             */
            total_out: string;
            /**
             * @description At the end of the last day: the opening balance and the amounts of all lines.
             * @example -120
             */
            closing_balance: string;
            /** @description All of them, the oldest first. */
            lines: components["schemas"]["PeriodStatementLine"][];
        };
        WalletLimits: {
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            account_class: {
                name: string;
                /** @description The most that may be in the wallet. */
                balance: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                } | null;
                limits: {
                    name: string;
                    /** @enum {string} */
                    direction: "paid" | "received";
                    purposes: ("payment" | "refund" | "reversal" | "top_up" | "withdrawal" | "transfer" | "fee" | "payout" | "adjustment" | "opening")[];
                    single: {
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                    } | null;
                    day: {
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                    } | null;
                    month: {
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                    } | null;
                }[];
            } | null;
            /** @description For payments and transfers together. */
            own: {
                single: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                } | null;
                day: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                } | null;
                month: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                } | null;
            };
            pending: {
                single: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                } | null;
                day: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                } | null;
                month: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                } | null;
                /**
                 * Format: date-time
                 * @description An instant in UTC (RFC 3339).
                 * @example 2026-03-02T04:05:06.789Z
                 */
                effective_at: string;
            } | null;
        };
        WalletStatus: {
            /** @enum {string} */
            status: "open" | "frozen";
        };
        Pin: {
            is_set: boolean;
            set_at: string | null;
            /** @description True when it is older than a year. */
            change_due: boolean;
            locked_until: string | null;
        };
        /** @description A code is the prefix, the alias, nine digits and a check digit (Damm). The nine are the last of the number in the first eight bytes of HMAC-SHA-256 over the step (eight bytes, big-endian) with the device's offline secret. */
        OfflineCodes: {
            prefix: string;
            alias: string;
            step_seconds: number;
            single_cap: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            last_24_hours: {
                cap: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                used: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description How many payments at the most. */
                payments: number;
                payments_used: number;
            };
            last_30_days: {
                cap: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                used: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description How many payments at the most. */
                payments: number;
                payments_used: number;
            };
            /** @description What a device that was enrolled a moment ago pays at a time; null for any other. */
            device_limit: {
                /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                limit?: string;
                cap?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What is left of it. */
                left?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @enum {string} */
                period?: "day" | "month";
                /**
                 * Format: date
                 * @description The day on which it begins anew, in the city's time zone.
                 * @example 2026-03-02
                 */
                resets_on?: string;
                /**
                 * Format: date-time
                 * @description The instant from which it does not hold any more.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                until?: string;
            } | null;
        };
        ShopCode: {
            /** @example shc_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /**
             * @description After `expired` nothing can pay the code any more.
             * @enum {string}
             */
            status: "open" | "paid" | "expired";
            payment: string | null;
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            order_reference: string;
            /** @description What the QR code says (EMVCo merchant-presented mode 1.1). */
            text: string;
            /** @description The QR code as SVG. */
            picture: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            expires_at: string;
        };
        Sticker: {
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            store: string;
            /** @description What the QR code says (EMVCo merchant-presented mode 1.1). */
            text: string;
            /** @description The QR code as SVG. */
            picture: string;
        };
        /** @description The payee by the city's own records. The city's signature holds, or there were no such answer. */
        ReadShopCode: {
            merchant: {
                /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
                id: string;
                name: string;
            };
            store: {
                /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
                id: string;
                name: string;
            };
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            /** @description Null for a sticker: the resident enters the amount. */
            sale: {
                /** @example shc_01k0c3d9v2e8qt4m7x5r6w1zha */
                id: string;
                /**
                 * @description After `expired` nothing can pay the code any more.
                 * @enum {string}
                 */
                status: "open" | "paid" | "expired";
                total: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                order_reference: string;
                /**
                 * Format: date-time
                 * @description An instant in UTC (RFC 3339).
                 * @example 2026-03-02T04:05:06.789Z
                 */
                expires_at: string;
            } | null;
        };
        ResidentPayment: {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: false;
            /** @constant */
            status: "awaiting_confirmation";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /**
             * Format: date-time
             * @description The resident can confirm it before this instant.
             * @example 2026-03-02T04:05:06.789Z
             */
            expires_at: string;
            merchant: string;
            store: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: false;
            /** @constant */
            status: "authorised";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description What was given back of it so far. */
            refunded: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            /** @description Of a payment that the shop captures itself; `amount` is what was set aside. */
            authorisation: {
                captured: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What may still be captured. */
                capturable: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /**
                 * Format: date-time
                 * @description From this instant on nothing can be captured.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                expires_at: string;
            };
            merchant: string;
            store: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: true;
            /** @constant */
            status: "succeeded";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description What was given back of it so far. */
            refunded: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            /** @description Of a payment that the shop captures itself; `amount` is what was set aside. */
            authorisation?: {
                captured: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What may still be captured. */
                capturable: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /**
                 * Format: date-time
                 * @description From this instant on nothing can be captured.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                expires_at: string;
            };
            merchant: string;
            store: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: true;
            /** @constant */
            money_moved: false;
            /** @enum {string} */
            status: "voided" | "expired";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description Of a payment that the shop captures itself; `amount` is what was set aside. */
            authorisation: {
                captured: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What may still be captured. */
                capturable: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /**
                 * Format: date-time
                 * @description From this instant on nothing can be captured.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                expires_at: string;
            };
            merchant: string;
            store: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: true;
            /** @constant */
            money_moved: false;
            /** @constant */
            status: "failed";
            failure: {
                code: string;
                /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                limit?: string;
                cap?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What is left of it. */
                left?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @enum {string} */
                period?: "day" | "month";
                /**
                 * Format: date
                 * @description The day on which it begins anew, in the city's time zone.
                 * @example 2026-03-02
                 */
                resets_on?: string;
                /**
                 * Format: date-time
                 * @description The instant from which it does not hold any more.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                until?: string;
            };
            merchant: string;
            store: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        };
        Payment: {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: false;
            /** @constant */
            status: "awaiting_confirmation";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /**
             * Format: date-time
             * @description The resident can confirm it before this instant.
             * @example 2026-03-02T04:05:06.789Z
             */
            expires_at: string;
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            store: string;
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            order_reference: string;
            /** @description Who charged it; null for what the resident paid with a shop's code. */
            charged_by: {
                /** @enum {string} */
                kind: "api_key" | "cashier";
                /**
                 * @description The last eight digits of the id, `key_…` or `csh_…`.
                 * @example 5r6w1zha
                 */
                id_ends_with: string;
            } | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: false;
            /** @constant */
            status: "authorised";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description What was given back of it so far. */
            refunded: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            /** @description Of a payment that the shop captures itself; `amount` is what was set aside. */
            authorisation: {
                captured: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What may still be captured. */
                capturable: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /**
                 * Format: date-time
                 * @description From this instant on nothing can be captured.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                expires_at: string;
            };
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            store: string;
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            order_reference: string;
            /** @description Who charged it; null for what the resident paid with a shop's code. */
            charged_by: {
                /** @enum {string} */
                kind: "api_key" | "cashier";
                /**
                 * @description The last eight digits of the id, `key_…` or `csh_…`.
                 * @example 5r6w1zha
                 */
                id_ends_with: string;
            } | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: true;
            /** @constant */
            status: "succeeded";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description What was given back of it so far. */
            refunded: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            /** @description Of a payment that the shop captures itself; `amount` is what was set aside. */
            authorisation?: {
                captured: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What may still be captured. */
                capturable: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /**
                 * Format: date-time
                 * @description From this instant on nothing can be captured.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                expires_at: string;
            };
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            store: string;
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            order_reference: string;
            /** @description Who charged it; null for what the resident paid with a shop's code. */
            charged_by: {
                /** @enum {string} */
                kind: "api_key" | "cashier";
                /**
                 * @description The last eight digits of the id, `key_…` or `csh_…`.
                 * @example 5r6w1zha
                 */
                id_ends_with: string;
            } | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: true;
            /** @constant */
            money_moved: false;
            /** @enum {string} */
            status: "voided" | "expired";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description Of a payment that the shop captures itself; `amount` is what was set aside. */
            authorisation: {
                captured: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What may still be captured. */
                capturable: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /**
                 * Format: date-time
                 * @description From this instant on nothing can be captured.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                expires_at: string;
            };
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            store: string;
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            order_reference: string;
            /** @description Who charged it; null for what the resident paid with a shop's code. */
            charged_by: {
                /** @enum {string} */
                kind: "api_key" | "cashier";
                /**
                 * @description The last eight digits of the id, `key_…` or `csh_…`.
                 * @example 5r6w1zha
                 */
                id_ends_with: string;
            } | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        } | {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            finished: true;
            /** @constant */
            money_moved: false;
            /** @constant */
            status: "failed";
            failure: {
                code: string;
                /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                limit?: string;
                cap?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What is left of it. */
                left?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @enum {string} */
                period?: "day" | "month";
                /**
                 * Format: date
                 * @description The day on which it begins anew, in the city's time zone.
                 * @example 2026-03-02
                 */
                resets_on?: string;
                /**
                 * Format: date-time
                 * @description The instant from which it does not hold any more.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                until?: string;
            };
            /** @example mer_01k0c3d9v2e8qt4m7x5r6w1zha */
            merchant: string;
            /** @example sto_01k0c3d9v2e8qt4m7x5r6w1zha */
            store: string;
            /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
            terminal: string;
            order_reference: string;
            /** @description Who charged it; null for what the resident paid with a shop's code. */
            charged_by: {
                /** @enum {string} */
                kind: "api_key" | "cashier";
                /**
                 * @description The last eight digits of the id, `key_…` or `csh_…`.
                 * @example 5r6w1zha
                 */
                id_ends_with: string;
            } | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        };
        PaymentConfirmation: {
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            status: "awaiting_confirmation";
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /**
             * @description The merchant: signed together with amount and order.
             * @example mer_01k0c3d9v2e8qt4m7x5r6w1zha
             */
            payee: string;
            merchant: string;
            store: string;
            order_reference: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            expires_at: string;
        };
        Capture: {
            /** @example cap_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            status: "succeeded";
            /** @constant */
            finished: true;
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            payment: string;
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            final: boolean;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        };
        Refund: {
            /** @example rfd_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            status: "succeeded";
            /** @constant */
            finished: true;
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            payment: string;
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description Why it went back; null where nobody has said. `order_cancelled`: a cancellation. */
            reason: {
                /** @enum {string} */
                code: "returned_goods" | "duplicate" | "wrong_amount" | "other" | "order_cancelled";
            } | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        };
        MerchantBalance: {
            /** @description Taken and not yet paid out, before fees. */
            proceeds: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            /** @description Refunded beyond the proceeds. The next proceeds pay it off before anything is paid out. */
            debt: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            as_of: string;
        };
        Cancellation: {
            /** @example can_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            status: "nothing_to_cancel_yet" | "in_progress" | "voided" | "refunded" | "refused";
            finished: boolean;
            order_reference: string;
            terminal: string | null;
            /** @description What this cancellation has given back. */
            refunded: {
                /**
                 * @description A decimal string in major units.
                 * @example 120
                 */
                amount: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            payments: {
                /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
                payment: string;
                /** @enum {string} */
                status: "open" | "voided" | "refunded" | "refused";
                refunded: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
            }[];
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        TopUp: {
            /** @example top_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed";
            finished: boolean;
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            failure?: {
                code: string;
            };
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        RecordAccess: {
            /** @example rac_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            at: string;
            /**
             * @description Staff, one of our services, or another resident, who is not named.
             * @enum {string}
             */
            reader: "operator" | "service" | "resident";
            /** @description Which of the staff or of our services. */
            name: string | null;
            /** @enum {string} */
            purpose: "support_request" | "complaint" | "correction" | "identity_check" | "fraud_review" | "authority_request" | "direct_debit" | "bank_account_check" | "closing_payout" | "payee_lookup";
            case_reference: string | null;
            /** @description What was read; never its values. */
            fields: string[];
        };
        ReadRecord: {
            /** @example res_01k0c3d9v2e8qt4m7x5r6w1zha */
            resident: string;
            /** @description Null for what was never told, or was erased. */
            fields: {
                name?: string | null;
                bank_account?: string | null;
                phone_number?: string | null;
            };
        };
        DataExport: {
            /** @example exp_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            status: "requested" | "running" | "ready" | "failed" | "expired";
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            requested_at: string;
            finished_at: string | null;
            /** @description Until when it can be fetched. */
            expires_at: string | null;
            bytes: number | null;
            sha256: string | null;
        };
        /** @description A JWK Set (RFC 7517, RFC 8037). */
        DataExportKeys: {
            keys: {
                /** @constant */
                kty: "OKP";
                /** @constant */
                crv: "Ed25519";
                /** @constant */
                alg: "EdDSA";
                /** @constant */
                use: "sig";
                kid: string;
                x: string;
            }[];
        };
        WalletClosing: {
            /** @example cls_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /**
             * @description `paying_out`: frozen, and what was left is on its way to the bank account. `closed`: for ever. `returned`: the bank did not take the money, so it is back and the wallet is open again.
             * @enum {string}
             */
            state: "paying_out" | "closed" | "returned";
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            requested_at: string;
            finished_at: string | null;
            /**
             * @description Why the bank did not take it, a code of ISO 20022.
             * @example AC04
             */
            bank_reason: string | null;
            /** @description When what is known of its holder is destroyed; null while the wallet is not closed. */
            erased_after: string | null;
        };
        Event: {
            /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            object: "event";
            /** @enum {string} */
            type: "payment.awaiting_confirmation" | "payment.authorized" | "payment.captured" | "payment.succeeded" | "payment.failed" | "payment.canceled" | "refund.succeeded" | "top_up.succeeded" | "top_up.failed" | "transfer.succeeded" | "transfer.failed" | "transfer.received" | "wallet.frozen" | "wallet.unfrozen" | "merchant.live" | "fee.announced" | "store.created" | "store.closed" | "terminal.created" | "terminal.closed" | "api_key.created" | "api_key.changed" | "api_key.rotated" | "api_key.revoked" | "cashier.created" | "cashier.changed" | "cashier.removed" | "cashier.signed_in" | "cashier.signed_out" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.rotated" | "webhook_endpoint.removed" | "webhook_endpoint.failing" | "webhook_endpoint.disabled";
            /** @enum {string} */
            object_type: "payment" | "refund" | "top_up" | "transfer" | "wallet" | "merchant" | "store" | "terminal" | "api_key" | "cashier" | "webhook_endpoint";
            /** @description The id of what it is about. */
            object_id: string;
            /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
            object_version: number;
            /** @description The object as it was at that moment, as you would have read it. */
            data: components["schemas"]["Payment"] | components["schemas"]["ResidentPayment"] | components["schemas"]["Refund"] | components["schemas"]["ResidentRefund"] | components["schemas"]["TopUp"] | components["schemas"]["ToldTransfer"] | components["schemas"]["WalletState"] | components["schemas"]["MerchantEvent"];
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        ResidentRefund: {
            /** @example rfd_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            status: "succeeded";
            /** @constant */
            finished: true;
            /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
            payment: string;
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            merchant: string;
            store: string;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /**
             * Format: date
             * @description A business day, in the city's time zone.
             * @example 2026-03-02
             */
            business_date: string;
        };
        ToldTransfer: {
            /** @example trf_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            direction: "sent" | "received";
            /** @enum {string} */
            status: "scheduled" | "pending" | "succeeded" | "failed" | "cancelled";
            finished: boolean;
            /**
             * @description A decimal string in major units.
             * @example 120
             */
            amount: string;
            /**
             * @description An ISO 4217 code.
             * @example TWD
             * @enum {string}
             */
            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            /** @description The share of a money request that it pays. */
            share: string | null;
            /** @description When it is to be sent; null for at once. */
            send_at: string | null;
            sent_at: string | null;
            failure?: {
                /** @enum {string} */
                code: "payee_token_expired" | "self_transfer" | "insufficient_funds" | "limit_exceeded" | "wallet_frozen" | "device_is_new" | "payee_cannot_receive" | "share_already_paid" | "transfer_abandoned" | "transfer_refused";
                /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                limit?: string;
                cap?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @description What is left of it. */
                left?: {
                    /**
                     * @description A decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @example TWD
                     * @enum {string}
                     */
                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                };
                /** @enum {string} */
                period?: "day" | "month";
                /**
                 * Format: date
                 * @description The day on which it begins anew, in the city's time zone.
                 * @example 2026-03-02
                 */
                resets_on?: string;
                /**
                 * Format: date-time
                 * @description The instant from which it does not hold any more.
                 * @example 2026-03-02T04:05:06.789Z
                 */
                until?: string;
            };
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        WalletState: {
            /** @example wal_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @enum {string} */
            status: "open" | "frozen";
            frozen_by: ("resident" | "operator") | null;
        };
        NewWebhookEndpoint: {
            /** @example whe_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            object: "webhook_endpoint";
            url: string;
            description: string | null;
            /** @description Null for all. */
            types: ("payment.awaiting_confirmation" | "payment.authorized" | "payment.captured" | "payment.succeeded" | "payment.failed" | "payment.canceled" | "refund.succeeded" | "merchant.live" | "fee.announced" | "store.created" | "store.closed" | "terminal.created" | "terminal.closed" | "api_key.created" | "api_key.changed" | "api_key.rotated" | "api_key.revoked" | "cashier.created" | "cashier.changed" | "cashier.removed" | "cashier.signed_in" | "cashier.signed_out" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.rotated" | "webhook_endpoint.removed" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[] | null;
            /** @enum {string} */
            signing: "hmac" | "ed25519";
            /** @description Verifies what is signed by `ed25519`: `whpk_` and base64. Null for `hmac`. */
            public_key: string | null;
            /** @description While a rotation lasts every message has two signatures. Null at other times. */
            old_key_signs_until: string | null;
            api_version: string;
            /** @enum {string} */
            status: "enabled" | "disabled";
            /** @description `gone`: it answered 410. `failing`: nothing but failures for three days. */
            disabled_reason: ("by_hand" | "gone" | "failing") | null;
            disabled_at: string | null;
            /** @description The first failure since the last success. */
            failing_since: string | null;
            failures_in_row: number;
            /** @description Nothing is sent before: it asked for time, or keeps failing. */
            resting_until: string | null;
            /** @description To the minute. */
            last_success_at: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            /** @description Verifies what is signed by `hmac`: `whsec_` and base64, shown this once. Else null. */
            secret: string | null;
        };
        WebhookEndpoint: {
            /** @example whe_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            object: "webhook_endpoint";
            url: string;
            description: string | null;
            /** @description Null for all. */
            types: ("payment.awaiting_confirmation" | "payment.authorized" | "payment.captured" | "payment.succeeded" | "payment.failed" | "payment.canceled" | "refund.succeeded" | "merchant.live" | "fee.announced" | "store.created" | "store.closed" | "terminal.created" | "terminal.closed" | "api_key.created" | "api_key.changed" | "api_key.rotated" | "api_key.revoked" | "cashier.created" | "cashier.changed" | "cashier.removed" | "cashier.signed_in" | "cashier.signed_out" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.rotated" | "webhook_endpoint.removed" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[] | null;
            /** @enum {string} */
            signing: "hmac" | "ed25519";
            /** @description Verifies what is signed by `ed25519`: `whpk_` and base64. Null for `hmac`. */
            public_key: string | null;
            /** @description While a rotation lasts every message has two signatures. Null at other times. */
            old_key_signs_until: string | null;
            api_version: string;
            /** @enum {string} */
            status: "enabled" | "disabled";
            /** @description `gone`: it answered 410. `failing`: nothing but failures for three days. */
            disabled_reason: ("by_hand" | "gone" | "failing") | null;
            disabled_at: string | null;
            /** @description The first failure since the last success. */
            failing_since: string | null;
            failures_in_row: number;
            /** @description Nothing is sent before: it asked for time, or keeps failing. */
            resting_until: string | null;
            /** @description To the minute. */
            last_success_at: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
        };
        WebhookDelivery: {
            /** @example whd_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            /** @constant */
            object: "webhook_delivery";
            /** @example whe_01k0c3d9v2e8qt4m7x5r6w1zha */
            endpoint: string;
            /**
             * @description What it is sent as (`webhook-id`), each time.
             * @example evt_01k0c3d9v2e8qt4m7x5r6w1zha
             */
            event: string;
            type: string;
            /** @enum {string} */
            origin: "event" | "replay" | "ping";
            /** @enum {string} */
            status: "waiting" | "sending" | "delivered" | "failed" | "canceled";
            finished: boolean;
            /** @description The log: oldest first. */
            attempts: components["schemas"]["WebhookAttempt"][];
            next_attempt_at: string | null;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            created_at: string;
            finished_at: string | null;
        };
        WebhookAttempt: {
            attempt: number;
            /**
             * Format: date-time
             * @description An instant in UTC (RFC 3339).
             * @example 2026-03-02T04:05:06.789Z
             */
            started_at: string;
            /** @description Null when the process that made it died over it. */
            duration_ms: number | null;
            /** @description Null when there was no answer. */
            response_status: number | null;
            /** @description Null when it was delivered. */
            error: ("address_refused" | "name_not_found" | "connection_refused" | "connection_lost" | "tls_failed" | "timeout" | "redirect_refused" | "gone" | "status_not_ok" | "answer_malformed" | "interrupted") | null;
            /** @description The answer's first 500 characters, without what looks like a secret. */
            response_start: string | null;
        };
        WebhookReplay: {
            /** @description How many events are sent. */
            replayed: number;
        };
        SimulatedOutcome: {
            /** @enum {string} */
            outcome: "succeeds" | "insufficient_funds" | "limit_reached" | "wallet_frozen" | "code_expired" | "code_unknown" | "awaits_confirmation" | "duplicate_suspected" | "ledger_fault" | "rate_limited" | "slow_answer";
            /** @enum {string} */
            resident: "with_money" | "without_money" | "at_limit" | "frozen";
            /** @enum {string} */
            shows: "fresh" | "expired" | "unknown";
            /** @description In major units. */
            amount: string;
            /**
             * @description `one_alike`: just after another payment of the same resident, amount and terminal.
             * @enum {string}
             */
            after: "nothing" | "one_alike";
            answer: {
                status: number;
                /** @description Of the problem; null when it is none. */
                code: string | null;
            };
            /** @description To the same request with the same key, at once. */
            answer_again: {
                status: number;
                /** @description Of the problem; null when it is none. */
                code: string | null;
            };
            why: string;
        };
        SimulatedPaymentCode: {
            code: string;
            /** @description Null for a code that nobody made. */
            expires_at: string | null;
        };
        SimulatedResident: {
            /** @example res_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            wallet: {
                /** @example wal_01k0c3d9v2e8qt4m7x5r6w1zha */
                id: string;
                /**
                 * @description An ISO 4217 code.
                 * @example TWD
                 * @enum {string}
                 */
                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
            };
            token: string;
        };
        WebhookPing: {
            /** @example whe_01k0c3d9v2e8qt4m7x5r6w1zha */
            id: string;
            url: string;
        };
    };
    responses: never;
    parameters: {
        /** @description Makes a retry safe: the same key and body give the same answer. Printable ASCII, bare or quoted; at most once. */
        requiredIdempotencyKey: string;
        /** @description Makes a retry safe: the same key and body give the same answer. Printable ASCII, bare or quoted; at most once. */
        optionalIdempotencyKey: string;
        /** @description Which version of the API this request speaks; left out, the one that its caller keeps. This describes 2026-12-01. */
        apiVersion: "2026-11-24" | "2026-12-01";
    };
    requestBodies: never;
    headers: {
        /** @description Names this request in our logs. */
        RequestId: string;
        /** @description `true` when it was decided before, and nothing happened now. */
        IdempotentReplayed: "true";
        /** @description The version of the API that this answer is in. */
        ApiVersion: "2026-11-24" | "2026-12-01";
        /** @description Seconds to wait before the next try. */
        RetryAfter: number;
    };
    pathItems: never;
}
export interface operations {
    startSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description The only one that will do, for a step-up to gold; any when it is left out.
                     * @enum {string}
                     */
                    assurance?: "general" | "gold";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartedSignIn"];
                };
            };
        };
    };
    completeSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    state: string;
                    code: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
        };
    };
    listDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceList"];
                };
            };
        };
    };
    enrolDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    public_key: {
                        /** @constant */
                        kty: "EC";
                        /** @constant */
                        crv: "P-256";
                        x: string;
                        y: string;
                    };
                    proof: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledDevice"];
                };
            };
        };
    };
    removeDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the device. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    refresh_token: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceTokens"];
                };
            };
        };
    };
    createResident: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    bank_account: string;
                    phone_number?: string;
                    /**
                     * @default gold
                     * @enum {string}
                     */
                    assurance?: "general" | "gold";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewResident"];
                };
            };
        };
    };
    changeResidentsAssurance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resident. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Assurance"];
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assurance"];
                };
            };
        };
    };
    erasePersonalData: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resident. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listMerchantApplications: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                state?: "submitted" | "in_review" | "approved" | "live" | "rejected" | "withdrawn";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ReviewedMerchantApplication"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    applyAsMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @constant */
                    kind: "organisation";
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    payout_account: {
                        /** @description Text without control characters; kept in normal form C. */
                        holder_name: string;
                        bank_code: string;
                        account_number: string;
                    };
                    business_number: string;
                } | {
                    /** @constant */
                    kind: "personal";
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    payout_account: {
                        /** @description Text without control characters; kept in normal form C. */
                        holder_name: string;
                        bank_code: string;
                        account_number: string;
                    };
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewMerchantApplication"];
                };
            };
        };
    };
    getOwnMerchantApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantApplication"];
                };
            };
        };
    };
    withdrawMerchantApplication: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantApplication"];
                };
            };
        };
    };
    goLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantWentLive"];
                };
            };
        };
    };
    getMerchantApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantApplicationWithHistory"];
                };
            };
        };
    };
    reviewMerchantApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who of the operator's staff does this, by the name of their own sign-in. */
                    staff: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewedMerchantApplication"];
                };
            };
        };
    };
    checkAccountOfMerchantApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who of the operator's staff does this, by the name of their own sign-in. */
                    staff: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewedMerchantApplication"];
                };
            };
        };
    };
    approveMerchantApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who of the operator's staff does this, by the name of their own sign-in. */
                    staff: string;
                    fee_basis_points: number;
                    /** @description What shows whose account it is, where the bank cannot tell. */
                    evidence?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewedMerchantApplication"];
                };
            };
        };
    };
    rejectMerchantApplication: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant application. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who of the operator's staff does this, by the name of their own sign-in. */
                    staff: string;
                    /** @description Text without control characters; kept in normal form C. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewedMerchantApplication"];
                };
            };
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Merchant"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    fee_basis_points: number;
                    payout_account: {
                        /** @description Text without control characters; kept in normal form C. */
                        holder_name: string;
                        bank_code: string;
                        account_number: string;
                    };
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
        };
    };
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
        };
    };
    getFeePlanOfMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeePlan"];
                };
            };
        };
    };
    announceFee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who of the operator's staff does this, by the name of their own sign-in. */
                    staff: string;
                    basis_points: number;
                    /**
                     * Format: date
                     * @description The first business day that it holds for.
                     */
                    effective_from: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeePlan"];
                };
            };
        };
    };
    getOwnMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantProfile"];
                };
            };
        };
    };
    listOwnMerchantEvents: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MerchantEvent"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    listMerchantEvents: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["MerchantEvent"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    listStoresOfMerchant: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Store"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createStoreOfMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
        };
    };
    listStores: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Store"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createStore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
        };
    };
    closeStore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the store. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Store"];
                };
            };
        };
    };
    listTerminals: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the store. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Terminal"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createTerminal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the store. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terminal"];
                };
            };
        };
    };
    closeTerminal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the terminal. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terminal"];
                };
            };
        };
    };
    createApiKeyOfMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    /**
                     * @description What it may do; left out, everything.
                     * @default [
                     *       "payments:charge",
                     *       "payments:read",
                     *       "payments:refund",
                     *       "merchant:manage",
                     *       "cashiers:sign_in"
                     *     ]
                     */
                    scopes?: ("payments:charge" | "payments:read" | "payments:refund" | "merchant:manage" | "cashiers:sign_in")[];
                    /** @description When it stops by itself; left out or null, never. */
                    expires_at?: string | null;
                    /**
                     * @description The version of the API that it is answered in, whatever comes later; left out, the newest.
                     * @default 2026-12-01
                     * @enum {string}
                     */
                    api_version?: "2026-11-24" | "2026-12-01";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["ApiKey"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    /**
                     * @description What it may do; left out, everything.
                     * @default [
                     *       "payments:charge",
                     *       "payments:read",
                     *       "payments:refund",
                     *       "merchant:manage",
                     *       "cashiers:sign_in"
                     *     ]
                     */
                    scopes?: ("payments:charge" | "payments:read" | "payments:refund" | "merchant:manage" | "cashiers:sign_in")[];
                    /** @description When it stops by itself; left out or null, never. */
                    expires_at?: string | null;
                    /**
                     * @description The version of the API that it is answered in, whatever comes later; left out, the newest.
                     * @default 2026-12-01
                     * @enum {string}
                     */
                    api_version?: "2026-11-24" | "2026-12-01";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewApiKey"];
                };
            };
        };
    };
    changeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the api key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The version of the API that it is answered in from now on, newer or older.
                     * @enum {string}
                     */
                    api_version: "2026-11-24" | "2026-12-01";
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedApiKey"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the api key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long the old key works beside the new one: a day, and at most seven.
                     * @default 86400
                     */
                    overlap_seconds?: number;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotatedApiKey"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the api key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
        };
    };
    listCashiers: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Cashier"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createCashier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What they type at the till. */
                    number: string;
                    /** @description Text without control characters; kept in normal form C. */
                    name: string;
                    /** @enum {string} */
                    role: "cashier" | "shift_lead" | "manager";
                    refund_cap?: {
                        /**
                         * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @enum {string}
                         */
                        currency: "TWD";
                    } | null;
                    pin: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"];
                };
            };
        };
    };
    getCashier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the cashier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"];
                };
            };
        };
    };
    removeCashier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the cashier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeCashier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the cashier. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    name?: string;
                    /** @enum {string} */
                    role?: "cashier" | "shift_lead" | "manager";
                    refund_cap?: {
                        /**
                         * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @enum {string}
                         */
                        currency: "TWD";
                    } | null;
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"];
                };
            };
        };
    };
    signInCashier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
                    terminal: string;
                    number: string;
                    pin: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CashierSession"];
                };
            };
        };
    };
    getOwnCashier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"];
                };
            };
        };
    };
    changeOwnCashierPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    current_pin: string;
                    pin: string;
                };
            };
        };
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    signOutCashier: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Wallet"];
                };
            };
        };
    };
    getWalletStatement: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["StatementLine"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    getWalletPeriodStatement: {
        parameters: {
            query?: {
                /** @description The first day, in the city's time zone; the first of the month of `to` unless given. At most 366 days, and 10000 lines. */
                from?: string;
                /** @description The last day, which is included; today unless given. */
                to?: string;
                /** @description What to answer with. Goes before `Accept`; JSON when neither says anything. */
                format?: "json" | "csv" | "pdf";
            };
            header?: never;
            path: {
                /** @description The id of the wallet. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletPeriodStatement"];
                    "text/csv": string;
                    "application/pdf": string;
                };
            };
        };
    };
    getMerchantPeriodStatement: {
        parameters: {
            query?: {
                /** @description The first day, in the city's time zone; the first of the month of `to` unless given. At most 366 days, and 10000 lines. */
                from?: string;
                /** @description The last day, which is included; today unless given. */
                to?: string;
                /** @description What to answer with. Goes before `Accept`; JSON when neither says anything. */
                format?: "json" | "csv" | "pdf";
            };
            header?: never;
            path: {
                /** @description The id of the merchant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantPeriodStatement"];
                    "text/csv": string;
                    "application/pdf": string;
                };
            };
        };
    };
    getWalletLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletLimits"];
                };
            };
        };
    };
    setWalletLimits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    single: {
                        /**
                         * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @enum {string}
                         */
                        currency: "TWD";
                    } | null;
                    day: {
                        /**
                         * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @enum {string}
                         */
                        currency: "TWD";
                    } | null;
                    month: {
                        /**
                         * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @enum {string}
                         */
                        currency: "TWD";
                    } | null;
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletLimits"];
                };
            };
        };
    };
    cancelLimitRaise: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletLimits"];
                };
            };
        };
    };
    freezeWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @default other
                     * @enum {string}
                     */
                    reason?: "lost" | "stolen" | "suspicious" | "authority" | "other";
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletStatus"];
                };
            };
        };
    };
    unfreezeWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletStatus"];
                };
            };
        };
    };
    freezeResidentsWallet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resident. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    reason: "lost" | "stolen" | "suspicious" | "authority" | "other";
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletStatus"];
                };
            };
        };
    };
    unfreezeResidentsWallet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resident. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletStatus"];
                };
            };
        };
    };
    getPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pin"];
                };
            };
        };
    };
    setPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin: string;
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    current_pin?: string;
                };
            };
        };
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    verifyPin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin: string;
                };
            };
        };
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    createPaymentCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        /** Format: date-time */
                        expires_at: string;
                        /** @description What a device that was enrolled a moment ago pays at a time; null for any other. */
                        device_limit: {
                            /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                            limit?: string;
                            cap?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @description What is left of it. */
                            left?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @enum {string} */
                            period?: "day" | "month";
                            /**
                             * Format: date
                             * @description The day on which it begins anew, in the city's time zone.
                             * @example 2026-03-02
                             */
                            resets_on?: string;
                            /**
                             * Format: date-time
                             * @description The instant from which it does not hold any more.
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            until?: string;
                        } | null;
                    };
                };
            };
        };
    };
    enableOfflineCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfflineCodes"];
                };
            };
        };
    };
    createShopCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                    /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
                    terminal: string;
                    /** @description Text without control characters; kept in normal form C. */
                    order_reference: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopCode"];
                };
            };
        };
    };
    getShopCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the shop code. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopCode"];
                };
            };
        };
    };
    getSticker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the terminal. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sticker"];
                };
            };
        };
    };
    readShopCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadShopCode"];
                };
            };
        };
    };
    payShopCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What the device has signed: a compact JWS (RFC 7515) with the header {"alg":"ES256","typ":"pay+jws","kid":<its device id>} and the payload that `contentSchema` describes. Exactly these bytes are verified. */
                    intent: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentPayment"];
                };
            };
        };
    };
    payShopCodeInSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
                    terminal: string;
                    shop_code?: string | null;
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentPayment"];
                };
            };
        };
    };
    listPayments: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Text without control characters; kept in normal form C. */
                order_reference?: string;
                idempotency_key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: (components["schemas"]["Payment"] | components["schemas"]["ResidentPayment"])[];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createPayment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    code: string;
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                    /** @example ter_01k0c3d9v2e8qt4m7x5r6w1zha */
                    terminal: string;
                    /** @description Text without control characters; kept in normal form C. */
                    order_reference: string;
                    /**
                     * @description manual: the money is set aside, and captured later.
                     * @default automatic
                     * @enum {string}
                     */
                    capture?: "automatic" | "manual";
                    /**
                     * @description Charge again what was charged a moment ago.
                     * @default false
                     */
                    confirm_duplicate?: boolean;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
        };
    };
    getPayment: {
        parameters: {
            query?: {
                /** @description Seconds to wait for the answer while the payment awaits confirmation. */
                wait?: string;
            };
            header?: never;
            path: {
                /** @description The id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"] | components["schemas"]["ResidentPayment"];
                };
            };
        };
    };
    listPaymentConfirmations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["PaymentConfirmation"][];
                    };
                };
            };
        };
    };
    confirmPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment confirmation. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description What the device has signed: a compact JWS (RFC 7515) with the header {"alg":"ES256","typ":"pay-confirm+jws","kid":<its device id>} and the payload that `contentSchema` describes. Exactly these bytes are verified. */
                    intent?: string;
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentPayment"];
                };
            };
        };
    };
    declinePayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment confirmation. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResidentPayment"];
                };
            };
        };
    };
    listCaptures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Capture"][];
                    };
                };
            };
        };
    };
    createCapture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                    /**
                     * @description Nothing more will be captured: the rest goes back to the resident at once.
                     * @default false
                     */
                    final?: boolean;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
        };
    };
    voidPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Refund"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the payment. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                    /** @description Why it goes back. */
                    reason?: {
                        /** @enum {string} */
                        code: "returned_goods" | "duplicate" | "wrong_amount" | "other";
                    };
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
        };
    };
    getRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the refund. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
        };
    };
    getMerchantBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MerchantBalance"];
                };
            };
        };
    };
    createCancellation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Text without control characters; kept in normal form C. */
                    order_reference: string;
                    /**
                     * @description Cancels the order at this terminal only.
                     * @example ter_01k0c3d9v2e8qt4m7x5r6w1zha
                     */
                    terminal?: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
        };
    };
    getCancellation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the cancellation. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cancellation"];
                };
            };
        };
    };
    linkBankAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    bank_code: string;
                    account_number: string;
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    createTopUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                };
            };
        };
        responses: {
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopUp"];
                };
            };
        };
    };
    getTopUp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the top-up. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopUp"];
                };
            };
        };
    };
    lookUpPayee: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    phone?: string;
                    /** @example wal_01k0c3d9v2e8qt4m7x5r6w1zha */
                    wallet?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description Send it as the payee of a transfer; nobody else can.
                         * @example pye_01k0c3d9v2e8qt4m7x5r6w1zha
                         */
                        payee: string;
                        /**
                         * @description The masked name. Ask the resident to compare it.
                         * @example 林○美
                         */
                        name: string;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        expires_at: string;
                    };
                };
            };
        };
    };
    listTransfers: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                direction?: "sent" | "received";
                status?: "scheduled" | "pending" | "succeeded" | "failed" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @example trf_01k0c3d9v2e8qt4m7x5r6w1zha */
                            id: string;
                            /** @enum {string} */
                            direction: "sent" | "received";
                            /** @enum {string} */
                            status: "scheduled" | "pending" | "succeeded" | "failed" | "cancelled";
                            finished: boolean;
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            /** @description The other side, by a masked name; null when it is not known any more. */
                            counterparty: {
                                name: string | null;
                            };
                            message: string | null;
                            /** @description The share of a money request that it pays. */
                            share: string | null;
                            /** @description When it is to be sent; null for at once. */
                            send_at: string | null;
                            sent_at: string | null;
                            failure?: {
                                /** @enum {string} */
                                code: "payee_token_expired" | "self_transfer" | "insufficient_funds" | "limit_exceeded" | "wallet_frozen" | "device_is_new" | "payee_cannot_receive" | "share_already_paid" | "transfer_abandoned" | "transfer_refused";
                                /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                                limit?: string;
                                cap?: {
                                    /**
                                     * @description A decimal string in major units.
                                     * @example 120
                                     */
                                    amount: string;
                                    /**
                                     * @description An ISO 4217 code.
                                     * @example TWD
                                     * @enum {string}
                                     */
                                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                                };
                                /** @description What is left of it. */
                                left?: {
                                    /**
                                     * @description A decimal string in major units.
                                     * @example 120
                                     */
                                    amount: string;
                                    /**
                                     * @description An ISO 4217 code.
                                     * @example TWD
                                     * @enum {string}
                                     */
                                    currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                                };
                                /** @enum {string} */
                                period?: "day" | "month";
                                /**
                                 * Format: date
                                 * @description The day on which it begins anew, in the city's time zone.
                                 * @example 2026-03-02
                                 */
                                resets_on?: string;
                                /**
                                 * Format: date-time
                                 * @description The instant from which it does not hold any more.
                                 * @example 2026-03-02T04:05:06.789Z
                                 */
                                until?: string;
                            };
                            /**
                             * Format: date-time
                             * @description An instant in UTC (RFC 3339).
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            created_at: string;
                        }[];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example pye_01k0c3d9v2e8qt4m7x5r6w1zha */
                    payee: string;
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    amount: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                    /** @description Text without control characters; kept in normal form C. */
                    message?: string;
                    /** Format: date-time */
                    at?: string;
                    /** @description What the device has signed: a compact JWS (RFC 7515) with the header {"alg":"ES256","typ":"transfer+jws","kid":<its device id>} and the payload that `contentSchema` describes. Exactly these bytes are verified. */
                    intent?: string;
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example trf_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        /** @enum {string} */
                        direction: "sent" | "received";
                        /** @enum {string} */
                        status: "scheduled" | "pending" | "succeeded" | "failed" | "cancelled";
                        finished: boolean;
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        /** @description The other side, by a masked name; null when it is not known any more. */
                        counterparty: {
                            name: string | null;
                        };
                        message: string | null;
                        /** @description The share of a money request that it pays. */
                        share: string | null;
                        /** @description When it is to be sent; null for at once. */
                        send_at: string | null;
                        sent_at: string | null;
                        failure?: {
                            /** @enum {string} */
                            code: "payee_token_expired" | "self_transfer" | "insufficient_funds" | "limit_exceeded" | "wallet_frozen" | "device_is_new" | "payee_cannot_receive" | "share_already_paid" | "transfer_abandoned" | "transfer_refused";
                            /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                            limit?: string;
                            cap?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @description What is left of it. */
                            left?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @enum {string} */
                            period?: "day" | "month";
                            /**
                             * Format: date
                             * @description The day on which it begins anew, in the city's time zone.
                             * @example 2026-03-02
                             */
                            resets_on?: string;
                            /**
                             * Format: date-time
                             * @description The instant from which it does not hold any more.
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            until?: string;
                        };
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                    };
                };
            };
        };
    };
    getTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transfer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example trf_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        /** @enum {string} */
                        direction: "sent" | "received";
                        /** @enum {string} */
                        status: "scheduled" | "pending" | "succeeded" | "failed" | "cancelled";
                        finished: boolean;
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        /** @description The other side, by a masked name; null when it is not known any more. */
                        counterparty: {
                            name: string | null;
                        };
                        message: string | null;
                        /** @description The share of a money request that it pays. */
                        share: string | null;
                        /** @description When it is to be sent; null for at once. */
                        send_at: string | null;
                        sent_at: string | null;
                        failure?: {
                            /** @enum {string} */
                            code: "payee_token_expired" | "self_transfer" | "insufficient_funds" | "limit_exceeded" | "wallet_frozen" | "device_is_new" | "payee_cannot_receive" | "share_already_paid" | "transfer_abandoned" | "transfer_refused";
                            /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                            limit?: string;
                            cap?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @description What is left of it. */
                            left?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @enum {string} */
                            period?: "day" | "month";
                            /**
                             * Format: date
                             * @description The day on which it begins anew, in the city's time zone.
                             * @example 2026-03-02
                             */
                            resets_on?: string;
                            /**
                             * Format: date-time
                             * @description The instant from which it does not hold any more.
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            until?: string;
                        };
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                    };
                };
            };
        };
    };
    cancelTransfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the transfer. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example trf_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        /** @enum {string} */
                        direction: "sent" | "received";
                        /** @enum {string} */
                        status: "scheduled" | "pending" | "succeeded" | "failed" | "cancelled";
                        finished: boolean;
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        /** @description The other side, by a masked name; null when it is not known any more. */
                        counterparty: {
                            name: string | null;
                        };
                        message: string | null;
                        /** @description The share of a money request that it pays. */
                        share: string | null;
                        /** @description When it is to be sent; null for at once. */
                        send_at: string | null;
                        sent_at: string | null;
                        failure?: {
                            /** @enum {string} */
                            code: "payee_token_expired" | "self_transfer" | "insufficient_funds" | "limit_exceeded" | "wallet_frozen" | "device_is_new" | "payee_cannot_receive" | "share_already_paid" | "transfer_abandoned" | "transfer_refused";
                            /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                            limit?: string;
                            cap?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @description What is left of it. */
                            left?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @enum {string} */
                            period?: "day" | "month";
                            /**
                             * Format: date
                             * @description The day on which it begins anew, in the city's time zone.
                             * @example 2026-03-02
                             */
                            resets_on?: string;
                            /**
                             * Format: date-time
                             * @description The instant from which it does not hold any more.
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            until?: string;
                        };
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                    };
                };
            };
        };
    };
    listMoneyRequests: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @example mrq_01k0c3d9v2e8qt4m7x5r6w1zha */
                            id: string;
                            total: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @description What has been paid of it. */
                            paid: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            message: string | null;
                            shares: {
                                /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                                id: string;
                                /** @enum {string} */
                                status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                                finished: boolean;
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                                decided_at: string | null;
                                payer: {
                                    name: string | null;
                                };
                            }[];
                            /**
                             * Format: date-time
                             * @description An instant in UTC (RFC 3339).
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description An instant in UTC (RFC 3339).
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            expires_at: string;
                        }[];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createMoneyRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    payers: {
                        /** @example pye_01k0c3d9v2e8qt4m7x5r6w1zha */
                        payee: string;
                        /**
                         * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                         * @example 120
                         */
                        amount?: string;
                    }[];
                    /**
                     * @description More than zero, in steps of 1 TWD: a decimal string in major units.
                     * @example 120
                     */
                    total?: string;
                    /** @default false */
                    include_me?: boolean;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency: "TWD";
                    /** @description Text without control characters; kept in normal form C. */
                    message?: string;
                    /** Format: date-time */
                    expires_at?: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example mrq_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        total: {
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        };
                        /** @description What has been paid of it. */
                        paid: {
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        };
                        message: string | null;
                        shares: {
                            /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                            id: string;
                            /** @enum {string} */
                            status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                            finished: boolean;
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            decided_at: string | null;
                            payer: {
                                name: string | null;
                            };
                        }[];
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        expires_at: string;
                    };
                };
            };
        };
    };
    getMoneyRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the money request. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example mrq_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        total: {
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        };
                        /** @description What has been paid of it. */
                        paid: {
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        };
                        message: string | null;
                        shares: {
                            /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                            id: string;
                            /** @enum {string} */
                            status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                            finished: boolean;
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            decided_at: string | null;
                            payer: {
                                name: string | null;
                            };
                        }[];
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        expires_at: string;
                    };
                };
            };
        };
    };
    cancelMoneyRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the money request. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example mrq_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        total: {
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        };
                        /** @description What has been paid of it. */
                        paid: {
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        };
                        message: string | null;
                        shares: {
                            /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                            id: string;
                            /** @enum {string} */
                            status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                            finished: boolean;
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            decided_at: string | null;
                            payer: {
                                name: string | null;
                            };
                        }[];
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        expires_at: string;
                    };
                };
            };
        };
    };
    listShares: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                            id: string;
                            /** @enum {string} */
                            status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                            finished: boolean;
                            /**
                             * @description A decimal string in major units.
                             * @example 120
                             */
                            amount: string;
                            /**
                             * @description An ISO 4217 code.
                             * @example TWD
                             * @enum {string}
                             */
                            currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            decided_at: string | null;
                            asker: {
                                name: string | null;
                            };
                            /**
                             * @description The asker's wallet: signed together with share and amount.
                             * @example wal_01k0c3d9v2e8qt4m7x5r6w1zha
                             */
                            payee: string;
                            message: string | null;
                            /**
                             * Format: date-time
                             * @description An instant in UTC (RFC 3339).
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            created_at: string;
                            /**
                             * Format: date-time
                             * @description An instant in UTC (RFC 3339).
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            expires_at: string;
                        }[];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    getShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the share. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        /** @enum {string} */
                        status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                        finished: boolean;
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        decided_at: string | null;
                        asker: {
                            name: string | null;
                        };
                        /**
                         * @description The asker's wallet: signed together with share and amount.
                         * @example wal_01k0c3d9v2e8qt4m7x5r6w1zha
                         */
                        payee: string;
                        message: string | null;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        expires_at: string;
                    };
                };
            };
        };
    };
    payShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the share. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description What the device has signed: a compact JWS (RFC 7515) with the header {"alg":"ES256","typ":"pay-share+jws","kid":<its device id>} and the payload that `contentSchema` describes. Exactly these bytes are verified. */
                    intent?: string;
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example trf_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        /** @enum {string} */
                        direction: "sent" | "received";
                        /** @enum {string} */
                        status: "scheduled" | "pending" | "succeeded" | "failed" | "cancelled";
                        finished: boolean;
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        /** @description The other side, by a masked name; null when it is not known any more. */
                        counterparty: {
                            name: string | null;
                        };
                        message: string | null;
                        /** @description The share of a money request that it pays. */
                        share: string | null;
                        /** @description When it is to be sent; null for at once. */
                        send_at: string | null;
                        sent_at: string | null;
                        failure?: {
                            /** @enum {string} */
                            code: "payee_token_expired" | "self_transfer" | "insufficient_funds" | "limit_exceeded" | "wallet_frozen" | "device_is_new" | "payee_cannot_receive" | "share_already_paid" | "transfer_abandoned" | "transfer_refused";
                            /** @description Which limit: `balance`, `own`, `new_device`, or a rule of the class of account. */
                            limit?: string;
                            cap?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @description What is left of it. */
                            left?: {
                                /**
                                 * @description A decimal string in major units.
                                 * @example 120
                                 */
                                amount: string;
                                /**
                                 * @description An ISO 4217 code.
                                 * @example TWD
                                 * @enum {string}
                                 */
                                currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                            };
                            /** @enum {string} */
                            period?: "day" | "month";
                            /**
                             * Format: date
                             * @description The day on which it begins anew, in the city's time zone.
                             * @example 2026-03-02
                             */
                            resets_on?: string;
                            /**
                             * Format: date-time
                             * @description The instant from which it does not hold any more.
                             * @example 2026-03-02T04:05:06.789Z
                             */
                            until?: string;
                        };
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                    };
                };
            };
        };
    };
    declineShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the share. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        /** @enum {string} */
                        status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                        finished: boolean;
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        decided_at: string | null;
                        asker: {
                            name: string | null;
                        };
                        /**
                         * @description The asker's wallet: signed together with share and amount.
                         * @example wal_01k0c3d9v2e8qt4m7x5r6w1zha
                         */
                        payee: string;
                        message: string | null;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        created_at: string;
                        /**
                         * Format: date-time
                         * @description An instant in UTC (RFC 3339).
                         * @example 2026-03-02T04:05:06.789Z
                         */
                        expires_at: string;
                    };
                };
            };
        };
    };
    cancelShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the share. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @example shr_01k0c3d9v2e8qt4m7x5r6w1zha */
                        id: string;
                        /** @enum {string} */
                        status: "pending" | "paid" | "declined" | "cancelled" | "expired";
                        finished: boolean;
                        /**
                         * @description A decimal string in major units.
                         * @example 120
                         */
                        amount: string;
                        /**
                         * @description An ISO 4217 code.
                         * @example TWD
                         * @enum {string}
                         */
                        currency: "TWD" | "JPY" | "EUR" | "USD" | "KWD";
                        decided_at: string | null;
                        payer: {
                            name: string | null;
                        };
                    };
                };
            };
        };
    };
    listRecordAccesses: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["RecordAccess"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    readResidentsRecord: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the resident. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Who reads: the resident is told.
                     * @example chen.yu
                     */
                    staff: string;
                    /**
                     * @description Why: the resident is told.
                     * @enum {string}
                     */
                    purpose: "support_request" | "complaint" | "correction" | "identity_check" | "fraud_review" | "authority_request";
                    /** @example T-2026-0815 */
                    case_reference?: string;
                    /**
                     * @example [
                     *       "name"
                     *     ]
                     */
                    fields: ("name" | "bank_account" | "phone_number")[];
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadRecord"];
                };
            };
        };
    };
    listDataExports: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["DataExport"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createDataExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExport"];
                };
            };
        };
    };
    getDataExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the data export. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExport"];
                };
            };
        };
    };
    getDataExportArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the data export. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
        };
    };
    listDataExportKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DataExportKeys"];
                };
            };
        };
    };
    getWalletClosing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletClosing"];
                };
            };
        };
    };
    closeWallet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Six digits.
                     * @example 482915
                     */
                    pin?: string;
                };
            };
        };
        responses: {
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletClosing"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description The last event that you have: what follows begins behind it. `evt_` and 26 zeros is the beginning. */
                after?: string;
                /** @description Only events of these types, separated by commas. */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Event"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The last event that you have: what follows begins behind it. `evt_` and 26 zeros is the beginning. */
                after?: string;
                /** @description Only events of these types, separated by commas. */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["Event"][];
                        has_more: boolean;
                        /** @description Send it as `after` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the event. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookEndpoint"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Where events are sent: https, a name or an address on the public internet, port 443 or 8443.
                     * @example https://shop.example.com/tamsui
                     */
                    url: string;
                    /**
                     * @description Only events of these types; null for all, those included that there are not yet.
                     * @default null
                     */
                    types?: ("payment.awaiting_confirmation" | "payment.authorized" | "payment.captured" | "payment.succeeded" | "payment.failed" | "payment.canceled" | "refund.succeeded" | "merchant.live" | "fee.announced" | "store.created" | "store.closed" | "terminal.created" | "terminal.closed" | "api_key.created" | "api_key.changed" | "api_key.rotated" | "api_key.revoked" | "cashier.created" | "cashier.changed" | "cashier.removed" | "cashier.signed_in" | "cashier.signed_out" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.rotated" | "webhook_endpoint.removed" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[] | null;
                    description?: string | null;
                    /**
                     * @description How messages are signed (Standard Webhooks 1.0.0). `hmac`: with a secret that is shown once (`v1`). `ed25519`: with a key that only we have, and that you verify with its public half (`v1a`).
                     * @default hmac
                     * @enum {string}
                     */
                    signing?: "hmac" | "ed25519";
                    /**
                     * @description The version of the API that events are told in, whatever comes later; left out, the one of this request.
                     * @enum {string}
                     */
                    api_version?: "2026-11-24" | "2026-12-01";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    removeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Where events are sent: https, a name or an address on the public internet, port 443 or 8443.
                     * @example https://shop.example.com/tamsui
                     */
                    url?: string;
                    /** @description Only events of these types; null for all, those included that there are not yet. */
                    types?: ("payment.awaiting_confirmation" | "payment.authorized" | "payment.captured" | "payment.succeeded" | "payment.failed" | "payment.canceled" | "refund.succeeded" | "merchant.live" | "fee.announced" | "store.created" | "store.closed" | "terminal.created" | "terminal.closed" | "api_key.created" | "api_key.changed" | "api_key.rotated" | "api_key.revoked" | "cashier.created" | "cashier.changed" | "cashier.removed" | "cashier.signed_in" | "cashier.signed_out" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.rotated" | "webhook_endpoint.removed" | "webhook_endpoint.failing" | "webhook_endpoint.disabled")[] | null;
                    description?: string | null;
                    /**
                     * @description Goes for what is sent from now on: for what waits, too, and for replays.
                     * @enum {string}
                     */
                    api_version?: "2026-11-24" | "2026-12-01";
                    /**
                     * @description A disabled endpoint is sent nothing, and what waits for it is given up. Enabled again, it is told what happens from then on; a replay tells what it has missed.
                     * @enum {string}
                     */
                    status?: "enabled" | "disabled";
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
        };
    };
    rotateWebhookKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long the old key signs beside the new one: a day, and at most seven. 0 for a key that leaked.
                     * @default 86400
                     */
                    overlap_seconds?: number;
                    /**
                     * @description To change it; left out, it stays.
                     * @enum {string}
                     */
                    signing?: "hmac" | "ed25519";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewWebhookEndpoint"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `next_cursor` of the page before. */
                cursor?: string;
                /** @description Only deliveries of this status. */
                status?: "waiting" | "sending" | "delivered" | "failed" | "canceled";
                /** @description Only deliveries of this event. */
                event?: string;
            };
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["WebhookDelivery"][];
                        has_more: boolean;
                        /** @description Send it as `cursor` to get the next page. */
                        next_cursor: string | null;
                    };
                };
            };
        };
    };
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook delivery. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    pingWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    replayWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    event: string;
                } | {
                    /**
                     * Format: date-time
                     * @description What happened from this instant on.
                     */
                    after: string;
                    /**
                     * Format: date-time
                     * @description Up to this one, which is not in it; left out, now.
                     */
                    before?: string;
                    /**
                     * @description Leave out what was delivered to this endpoint before.
                     * @default false
                     */
                    only_undelivered?: boolean;
                };
            };
        };
        responses: {
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplay"];
                };
            };
        };
    };
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook delivery. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    hearBankMessage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    type: string;
                    /** @description What the message is about, for example a direct debit. */
                    data: unknown;
                };
            };
        };
        responses: {
            /** @description It was done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listApiVersions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        current: "2026-11-24" | "2026-12-01";
                        /** @description All that are spoken, oldest first. */
                        versions: ("2026-11-24" | "2026-12-01")[];
                        /** @description What each has changed, oldest first. */
                        changes: components["schemas"]["ApiVersionChange"][];
                    };
                };
            };
        };
    };
    listSimulatedOutcomes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: components["schemas"]["SimulatedOutcome"][];
                    };
                };
            };
        };
    };
    showSimulatedPaymentCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description One of the simulated residents that you have.
                     * @default with_money
                     * @enum {string}
                     */
                    resident?: "with_money" | "without_money" | "at_limit" | "frozen";
                    /**
                     * @description What is on the phone.
                     * @default fresh
                     * @enum {string}
                     */
                    shows?: "fresh" | "expired" | "unknown";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulatedPaymentCode"];
                };
            };
        };
    };
    answerSimulatedPayment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example pay_01k0c3d9v2e8qt4m7x5r6w1zha */
                    payment: string;
                    /**
                     * @default confirm
                     * @enum {string}
                     */
                    answer?: "confirm" | "decline";
                };
            };
        };
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
        };
    };
    scanAsSimulatedResident: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    /**
                     * @description One of the simulated residents that you have.
                     * @default with_money
                     * @enum {string}
                     */
                    resident?: "with_money" | "without_money" | "at_limit" | "frozen";
                    /**
                     * @description For a sticker, which says none. In major units.
                     * @example 120
                     */
                    amount?: string;
                    /**
                     * @description An ISO 4217 code.
                     * @enum {string}
                     */
                    currency?: "TWD";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
        };
    };
    createSimulatedResidentToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description One of the simulated residents that you have.
                     * @default with_money
                     * @enum {string}
                     */
                    resident?: "with_money" | "without_money" | "at_limit" | "frozen";
                };
            };
        };
        responses: {
            /** @description It was done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SimulatedResident"];
                };
            };
        };
    };
    sendSampleEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the webhook endpoint. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What the endpoint is told of.
                     * @enum {string}
                     */
                    type: "payment.awaiting_confirmation" | "payment.authorized" | "payment.captured" | "payment.succeeded" | "payment.failed" | "payment.canceled" | "refund.succeeded" | "merchant.live" | "fee.announced" | "store.created" | "store.closed" | "terminal.created" | "terminal.closed" | "api_key.created" | "api_key.changed" | "api_key.rotated" | "api_key.revoked" | "cashier.created" | "cashier.changed" | "cashier.removed" | "cashier.signed_in" | "cashier.signed_out" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.rotated" | "webhook_endpoint.removed" | "webhook_endpoint.failing" | "webhook_endpoint.disabled";
                };
            };
        };
        responses: {
            /** @description It was taken on, and will be done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
        };
    };
    describeApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    readDocumentation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    webhook_payment_awaiting_confirmation: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "payment.awaiting_confirmation";
                    /** @constant */
                    object_type: "payment";
                    data: components["schemas"]["Payment"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_authorized: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "payment.authorized";
                    /** @constant */
                    object_type: "payment";
                    data: components["schemas"]["Payment"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_captured: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "payment.captured";
                    /** @constant */
                    object_type: "payment";
                    data: components["schemas"]["Payment"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_succeeded: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "payment.succeeded";
                    /** @constant */
                    object_type: "payment";
                    data: components["schemas"]["Payment"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "payment.failed";
                    /** @constant */
                    object_type: "payment";
                    data: components["schemas"]["Payment"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_payment_canceled: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "payment.canceled";
                    /** @constant */
                    object_type: "payment";
                    data: components["schemas"]["Payment"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_refund_succeeded: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "refund.succeeded";
                    /** @constant */
                    object_type: "refund";
                    data: components["schemas"]["Refund"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_merchant_live: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "merchant.live";
                    /** @constant */
                    object_type: "merchant";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_fee_announced: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "fee.announced";
                    /** @constant */
                    object_type: "merchant";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_store_created: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "store.created";
                    /** @constant */
                    object_type: "store";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_store_closed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "store.closed";
                    /** @constant */
                    object_type: "store";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_terminal_created: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "terminal.created";
                    /** @constant */
                    object_type: "terminal";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_terminal_closed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "terminal.closed";
                    /** @constant */
                    object_type: "terminal";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_api_key_created: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "api_key.created";
                    /** @constant */
                    object_type: "api_key";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_api_key_changed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "api_key.changed";
                    /** @constant */
                    object_type: "api_key";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_api_key_rotated: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "api_key.rotated";
                    /** @constant */
                    object_type: "api_key";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_api_key_revoked: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "api_key.revoked";
                    /** @constant */
                    object_type: "api_key";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_cashier_created: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "cashier.created";
                    /** @constant */
                    object_type: "cashier";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_cashier_changed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "cashier.changed";
                    /** @constant */
                    object_type: "cashier";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_cashier_removed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "cashier.removed";
                    /** @constant */
                    object_type: "cashier";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_cashier_signed_in: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "cashier.signed_in";
                    /** @constant */
                    object_type: "terminal";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_cashier_signed_out: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "cashier.signed_out";
                    /** @constant */
                    object_type: "terminal";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_webhook_endpoint_created: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "webhook_endpoint.created";
                    /** @constant */
                    object_type: "webhook_endpoint";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_webhook_endpoint_changed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "webhook_endpoint.changed";
                    /** @constant */
                    object_type: "webhook_endpoint";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_webhook_endpoint_rotated: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "webhook_endpoint.rotated";
                    /** @constant */
                    object_type: "webhook_endpoint";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_webhook_endpoint_removed: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "webhook_endpoint.removed";
                    /** @constant */
                    object_type: "webhook_endpoint";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_webhook_endpoint_failing: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "webhook_endpoint.failing";
                    /** @constant */
                    object_type: "webhook_endpoint";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_webhook_endpoint_disabled: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "webhook_endpoint.disabled";
                    /** @constant */
                    object_type: "webhook_endpoint";
                    data: components["schemas"]["MerchantEvent"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    webhook_webhook_endpoint_ping: {
        parameters: {
            query?: never;
            header: {
                /** @description The id of the event: the same on every attempt and every replay. */
                "webhook-id": string;
                /** @description Unix seconds of the attempt. Take none that is more than five minutes off. */
                "webhook-timestamp": string;
                /** @description Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example evt_01k0c3d9v2e8qt4m7x5r6w1zha */
                    id: string;
                    /** @constant */
                    object: "event";
                    /** @description The id of what it is about. */
                    object_id: string;
                    /** @description Counts what happened to this object: whoever has seen a larger one can drop this. */
                    object_version: number;
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    created_at: string;
                    /** @constant */
                    type: "webhook_endpoint.ping";
                    /** @constant */
                    object_type: "webhook_endpoint";
                    data: components["schemas"]["WebhookPing"];
                    /**
                     * Format: date-time
                     * @description An instant in UTC (RFC 3339).
                     * @example 2026-03-02T04:05:06.789Z
                     */
                    timestamp: string;
                    /** @description The version that the endpoint has pinned. */
                    api_version: string;
                };
            };
        };
        responses: {
            /** @description Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three days; 410 disables the endpoint at once. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
