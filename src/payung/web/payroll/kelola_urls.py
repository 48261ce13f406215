"""What the secretariat sees of an office's month: under S101, made of the treasurer's parts."""

from django.urls import path

import payung.web.refs  # noqa: F401  # registers the references that stand in addresses
from payung.web.payroll import office_month

PERIOD = "periode/<str:month>/<agency:agency_id>/"

urlpatterns = [
    path(PERIOD, office_month.office_month, name="manage-office-month"),
    path(f"{PERIOD}tutup/", office_month.close, name="manage-office-month-close"),
]
