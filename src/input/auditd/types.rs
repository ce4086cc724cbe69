//! The types of records: the names of their numbers, and which of them go together.

/// What the types of merged records, as AUOMS writes them, begin with.
pub(super) const MERGED: &str = "AUOMS_";

/// Whether a word can be the type of a record: a name, a number, or `UNKNOWN[1334]`.
pub(super) fn is_name(word: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'[' | b']');
    (2..=64).contains(&word.len()) && word.bytes().all(allowed) && !word.starts_with(['_', '[', ']'])
}

/// The name of a type that may be written as a number: `1300`, `UNKNOWN[1334]`, `AUDIT1334`; a number that has no name
/// stays as it is.
pub(super) fn canonical(word: &str) -> &str {
    let inner = word.strip_prefix("UNKNOWN[").and_then(|rest| rest.strip_suffix(']'));
    let digits = inner.or_else(|| word.strip_prefix("AUDIT")).unwrap_or(word);
    digits.parse().ok().and_then(name).unwrap_or(word)
}

/// The name of a number.
fn name(number: usize) -> Option<&'static str> {
    let (first, names) = NAMES.iter().rev().find(|(first, _)| *first <= number)?;
    names.split(' ').nth(number - first)
}

/// Whether records of a type only add to a SYSCALL: their fields are always named after the type.
pub(super) fn accompanies(kind: &str) -> bool {
    matches!(
        kind,
        "EXECVE"
            | "PATH"
            | "CWD"
            | "PROCTITLE"
            | "SOCKADDR"
            | "SOCKETCALL"
            | "FD_PAIR"
            | "OBJ_PID"
            | "BPRM_FCAPS"
            | "CAPSET"
            | "MMAP"
            | "IPC"
            | "IPC_SET_PERM"
            | "MQ_OPEN"
            | "MQ_SENDRECV"
            | "MQ_NOTIFY"
            | "MQ_GETSETATTR"
            | "AVC_PATH"
            | "OPENAT2"
            | "EOE"
    )
}

/// Whether the kernel writes records of a type while a system call runs, so that its SYSCALL record follows.
pub(super) fn precedes_syscall(kind: &str) -> bool {
    matches!(
        kind,
        "AVC"
            | "SELINUX_ERR"
            | "BPF"
            | "CONFIG_CHANGE"
            | "FEATURE_CHANGE"
            | "NETFILTER_CFG"
            | "LOGIN"
            | "KERN_MODULE"
            | "ANOM_PROMISCUOUS"
            | "ANOM_LINK"
            | "ANOM_CREAT"
            | "MAC_POLICY_LOAD"
            | "MAC_STATUS"
            | "MAC_CONFIG_CHANGE"
            | "TIME_INJOFFSET"
            | "TIME_ADJNTPVAL"
            | "DM_CTRL"
    )
}

/// The names of numbers without a gap, by the first of these.
const NAMES: &[(usize, &str)] = &[
    (1000, "GET SET LIST ADD DEL USER LOGIN"),
    (1010, "SIGNAL_INFO ADD_RULE DEL_RULE LIST_RULES TRIM MAKE_EQUIV TTY_GET TTY_SET SET_FEATURE GET_FEATURE"),
    (
        1100,
        "USER_AUTH USER_ACCT USER_MGMT CRED_ACQ CRED_DISP USER_START USER_END USER_AVC USER_CHAUTHTOK USER_ERR \
        CRED_REFR USYS_CONFIG USER_LOGIN USER_LOGOUT ADD_USER DEL_USER ADD_GROUP DEL_GROUP DAC_CHECK CHGRP_ID \
        TEST TRUSTED_APP USER_SELINUX_ERR USER_CMD USER_TTY CHUSER_ID GRP_AUTH SYSTEM_BOOT SYSTEM_SHUTDOWN \
        SYSTEM_RUNLEVEL SERVICE_START SERVICE_STOP GRP_MGMT GRP_CHAUTHTOK MAC_CHECK ACCT_LOCK ACCT_UNLOCK \
        USER_DEVICE SOFTWARE_UPDATE",
    ),
    (
        1200,
        "DAEMON_START DAEMON_END DAEMON_ABORT DAEMON_CONFIG DAEMON_RECONFIG DAEMON_ROTATE DAEMON_RESUME \
        DAEMON_ACCEPT DAEMON_CLOSE DAEMON_ERR",
    ),
    (1300, "SYSCALL"),
    (1302, "PATH IPC SOCKETCALL CONFIG_CHANGE SOCKADDR CWD"),
    (1309, "EXECVE"),
    (
        1311,
        "IPC_SET_PERM MQ_OPEN MQ_SENDRECV MQ_NOTIFY MQ_GETSETATTR KERNEL_OTHER FD_PAIR OBJ_PID TTY EOE BPRM_FCAPS \
        CAPSET MMAP NETFILTER_PKT NETFILTER_CFG SECCOMP PROCTITLE FEATURE_CHANGE REPLACE KERN_MODULE FANOTIFY \
        TIME_INJOFFSET TIME_ADJNTPVAL BPF EVENT_LISTENER URINGOP OPENAT2 DM_CTRL DM_EVENT",
    ),
    (
        1400,
        "AVC SELINUX_ERR AVC_PATH MAC_POLICY_LOAD MAC_STATUS MAC_CONFIG_CHANGE MAC_UNLBL_ALLOW MAC_CIPSOV4_ADD \
        MAC_CIPSOV4_DEL MAC_MAP_ADD MAC_MAP_DEL MAC_IPSEC_ADDSA MAC_IPSEC_DELSA MAC_IPSEC_ADDSPD MAC_IPSEC_DELSPD \
        MAC_IPSEC_EVENT MAC_UNLBL_STCADD MAC_UNLBL_STCDEL MAC_CALIPSO_ADD MAC_CALIPSO_DEL",
    ),
    (
        1500,
        "APPARMOR APPARMOR_AUDIT APPARMOR_ALLOWED APPARMOR_DENIED APPARMOR_HINT APPARMOR_STATUS APPARMOR_ERROR \
        APPARMOR_KILL",
    ),
    (1700, "ANOM_PROMISCUOUS ANOM_ABEND ANOM_LINK ANOM_CREAT"),
    (
        1800,
        "INTEGRITY_DATA INTEGRITY_METADATA INTEGRITY_STATUS INTEGRITY_HASH INTEGRITY_PCR INTEGRITY_RULE \
        INTEGRITY_EVM_XATTR INTEGRITY_POLICY_RULE",
    ),
    (2000, "KERNEL"),
    (
        2100,
        "ANOM_LOGIN_FAILURES ANOM_LOGIN_TIME ANOM_LOGIN_SESSIONS ANOM_LOGIN_ACCT ANOM_LOGIN_LOCATION ANOM_MAX_DAC \
        ANOM_MAX_MAC ANOM_AMTU_FAIL ANOM_RBAC_FAIL ANOM_RBAC_INTEGRITY_FAIL ANOM_CRYPTO_FAIL ANOM_ACCESS_FS \
        ANOM_EXEC ANOM_MK_EXEC ANOM_ADD_ACCT ANOM_DEL_ACCT ANOM_MOD_ACCT ANOM_ROOT_TRANS ANOM_LOGIN_SERVICE \
        ANOM_LOGIN_ROOT ANOM_ORIGIN_FAILURES ANOM_SESSION",
    ),
    (
        2200,
        "RESP_ANOMALY RESP_ALERT RESP_KILL_PROC RESP_TERM_ACCESS RESP_ACCT_REMOTE RESP_ACCT_LOCK_TIMED \
        RESP_ACCT_UNLOCK_TIMED RESP_ACCT_LOCK RESP_TERM_LOCK RESP_SEBOOL RESP_EXEC RESP_SINGLE RESP_HALT \
        RESP_ORIGIN_BLOCK RESP_ORIGIN_BLOCK_TIMED RESP_ORIGIN_UNBLOCK_TIMED",
    ),
    (
        2300,
        "USER_ROLE_CHANGE ROLE_ASSIGN ROLE_REMOVE LABEL_OVERRIDE LABEL_LEVEL_CHANGE USER_LABELED_EXPORT \
        USER_UNLABELED_EXPORT DEV_ALLOC DEV_DEALLOC FS_RELABEL USER_MAC_POLICY_LOAD ROLE_MODIFY \
        USER_MAC_CONFIG_CHANGE USER_MAC_STATUS",
    ),
    (
        2400,
        "CRYPTO_TEST_USER CRYPTO_PARAM_CHANGE_USER CRYPTO_LOGIN CRYPTO_LOGOUT CRYPTO_KEY_USER CRYPTO_FAILURE_USER \
        CRYPTO_REPLAY_USER CRYPTO_SESSION CRYPTO_IKE_SA CRYPTO_IPSEC_SA",
    ),
    (
        2500,
        "VIRT_CONTROL VIRT_RESOURCE VIRT_MACHINE_ID VIRT_INTEGRITY_CHECK VIRT_CREATE VIRT_DESTROY VIRT_MIGRATE_IN \
        VIRT_MIGRATE_OUT",
    ),
];
