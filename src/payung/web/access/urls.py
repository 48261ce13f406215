from django.urls import path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.access import (
    account_factor_views,
    account_views,
    activation_views,
    factor_views,
    outside_views,
    proof_views,
    views,
)

urlpatterns = [
    path("masuk/", views.sign_in, name="sign-in"),
    path("masuk/kode/", factor_views.factor_code, name="factor-code"),
    path("masuk/kode-cadangan/", factor_views.backup_code, name="backup-code"),
    path("masuk/autentikator/", factor_views.factor_setup, name="factor-setup"),
    path("masuk/pastikan/", proof_views.prove, name="prove"),
    path("masuk/tetap/", views.stay, name="stay"),
    path("masuk/lain/", outside_views.outside_start, name="outside-start"),
    path("masuk/lain/kembali/", outside_views.outside_return, name="outside-return"),
    path("akun/lain/", outside_views.outside_link, name="outside-link"),
    path("akun/lain/putus/", outside_views.outside_unlink, name="outside-unlink"),
    path("keluar/", views.sign_out, name="sign-out"),
    path("peran/", views.choose_role, name="choose-role"),
    path("sesi-habis/", views.timed_out, name="timed-out"),
    path("aktivasi/", activation_views.activate, name="activate"),
    path("aktivasi/pilih/", activation_views.activate_choose, name="activate-choose"),
    path("lupa/", views.forgotten, name="forgotten"),
    path("akun/", account_views.account, name="account"),
    path("akun/perangkat/<visit:visit_id>/keluar/", account_views.end_visit, name="end-visit"),
    path("akun/keluar-semua/", account_views.end_all_visits, name="end-all-visits"),
    path("akun/kata-sandi/", account_views.change_password, name="change-password"),
    path("akun/kontak/", account_views.change_contact, name="change-contact"),
    path("akun/autentikator/", account_factor_views.set_up, name="account-factor"),
    path("akun/autentikator/hapus/", account_factor_views.switch_off, name="factor-off"),
    path("akun/kode-cadangan/", account_factor_views.backup_codes, name="backup-codes"),
]
