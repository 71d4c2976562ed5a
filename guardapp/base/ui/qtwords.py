"""Vietnamese for Qt's own buttons, menus and dialogs, for which the wheel has no catalogue."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from guardapp.base.words import Language

VIETNAMESE: Final[dict[str, str]] = {
    # buttons
    "OK": "Đồng ý",
    "Cancel": "Hủy",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Open": "Mở",
    "Yes": "Có",
    "Yes to All": "Có cho tất cả",
    "No": "Không",
    "No to All": "Không cho tất cả",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Close": "Đóng",
    "Close without Saving": "Đóng không lưu",
    "Discard": "Bỏ thay đổi",
    "Don't Save": "Không lưu",
    "Help": "Trợ giúp",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Về mặc định",
    "Show Details...": "Xem chi tiết…",
    "Hide Details...": "Ẩn chi tiết…",
    "Back": "Quay lại",
    "< Back": "‹ Quay lại",
    "Next": "Tiếp",
    "Next >": "Tiếp ›",
    "Continue": "Tiếp tục",
    "Go Back": "Quay lại",
    "Commit": "Thực hiện",
    "Done": "Xong",
    "Finish": "Hoàn tất",
    # menus of text fields, scroll bars and number fields
    "Undo": "Hoàn tác",
    "Redo": "Làm lại",
    "Cut": "Cắt",
    "Copy": "Sao chép",
    "Paste": "Dán",
    "Delete": "Xóa",
    "Clear": "Xóa hết",
    "Select All": "Chọn tất cả",
    "Copy Link Location": "Sao chép địa chỉ liên kết",
    "Step up": "Tăng",
    "Step down": "Giảm",
    "Scroll here": "Cuộn đến đây",
    "Top": "Trên cùng",
    "Bottom": "Dưới cùng",
    "Page up": "Lên một trang",
    "Page down": "Xuống một trang",
    "Scroll up": "Cuộn lên",
    "Scroll down": "Cuộn xuống",
    "Left edge": "Mép trái",
    "Right edge": "Mép phải",
    "Page left": "Trang bên trái",
    "Page right": "Trang bên phải",
    "Scroll left": "Cuộn sang trái",
    "Scroll right": "Cuộn sang phải",
    # files
    "Look in:": "Tìm trong:",
    "Forward": "Tiến",
    "Go back": "Quay lại",
    "Go forward": "Tiến",
    "Parent Directory": "Thư mục trên",
    "Go to the parent directory": "Lên thư mục trên",
    "Create New Folder": "Tạo thư mục mới",
    "Create a New Folder": "Tạo thư mục mới",
    "New Folder": "Thư mục mới",
    "List View": "Dạng danh sách",
    "Change to list view mode": "Xem dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "Change to detail view mode": "Xem dạng chi tiết",
    "File name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Directory:": "Thư mục:",
    "Directories": "Thư mục",
    "All Files (*)": "Mọi tệp (*)",
    "All files (*)": "Mọi tệp (*)",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "My Computer": "Máy tính",
    "Computer": "Máy tính",
    "Drive": "Ổ đĩa",
    "File": "Tệp",
    "Folder": "Thư mục",
    "%1 File": "Tệp %1",
    "File Folder": "Thư mục",
    "Shortcut": "Lối tắt",
    "Alias": "Lối tắt",
    "Unknown": "Không rõ",
    "%1 bytes": "%1 byte",
    "%1 KB": "%1 KB",
    "%1 MB": "%1 MB",
    "%1 GB": "%1 GB",
    "Rename": "Đổi tên",
    "Remove": "Bỏ khỏi danh sách",
    "Show hidden files": "Hiện tệp ẩn",
    "Save As": "Lưu thành",
    "Choose": "Chọn",
    "Find Directory": "Tìm thư mục",
    "Recent Places": "Nơi gần đây",
    "Sidebar": "Thanh bên",
    "Files": "Tệp",
    "Show ": "Hiện ",
    "Delete File": "Xóa tệp",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nGhi đè lên tệp đó?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông tìm thấy tệp.\nHãy kiểm tra lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông tìm thấy thư mục.\nHãy kiểm tra lại tên thư mục."
    ),
    "'%1' is write protected.\nDo you want to delete it anyway?": (
        "“%1” được chống ghi.\nVẫn xóa?"
    ),
    "Are you sure you want to delete '%1'?": "Xóa “%1”?",
    "Could not delete directory.": "Không xóa được thư mục.",
    "Invalid filename": "Tên tệp không hợp lệ",
    # printing
    "Print": "In",
    "Printer": "Máy in",
    "Print...": "In…",
    "Page Setup": "Khổ giấy",
    "Print to File (PDF)": "In ra tệp PDF",
    "Print To File ...": "In ra tệp…",
    "Name:": "Tên:",
    "Properties": "Thuộc tính",
    "Location:": "Nơi đặt:",
    "Preview": "Xem trước",
    "Type:": "Loại:",
    "Output file:": "Tệp in ra:",
    "Local file": "Tệp trên máy",
    "Write PDF file": "Ghi tệp PDF",
    "Options": "Tùy chọn",
    "Options >>": "Tùy chọn ››",
    "Options <<": "Tùy chọn ‹‹",
    "Copies": "Số bản",
    "Copies:": "Số bản:",
    "Collate": "Xếp theo bộ",
    "Reverse": "In ngược",
    "Print range": "Phạm vi in",
    "Print all": "In tất cả",
    "Pages from": "Từ trang",
    "Pages": "Trang",
    "Pages:": "Các trang:",
    "to": "đến",
    "Selection": "Phần đã chọn",
    "Current Page": "Trang hiện tại",
    "Page Set:": "Bộ trang:",
    "All Pages": "Mọi trang",
    "Odd Pages": "Trang lẻ",
    "Even Pages": "Trang chẵn",
    "Output Settings": "Cách in",
    "Color Mode": "Màu",
    "Color": "Màu",
    "Grayscale": "Đen trắng",
    "Duplex Printing": "In hai mặt",
    "None": "Không",
    "Long side": "Lật cạnh dài",
    "Short side": "Lật cạnh ngắn",
    "Job Options": "Tùy chọn lệnh in",
    "Advanced": "Nâng cao",
    "Paper": "Giấy",
    "Page size:": "Khổ giấy:",
    "Width:": "Rộng:",
    "Height:": "Cao:",
    "Paper source:": "Khay giấy:",
    "Orientation": "Hướng giấy",
    "Portrait": "Đứng",
    "Landscape": "Ngang",
    "Reverse landscape": "Ngang ngược",
    "Reverse portrait": "Đứng ngược",
    "Margins": "Lề",
    "Custom": "Tự chọn",
    # calendar and accessibility
    "Previous Month": "Tháng trước",
    "Next Month": "Tháng sau",
    "Press": "Bấm",
    "Toggle": "Chuyển",
    "SetFocus": "Đến ô này",
    "ShowMenu": "Mở trình đơn",
}


class QtWords(QTranslator):
    """Gives Qt the Vietnamese for its own words; mnemonics (&) do not count."""

    def translate(
        self,
        context: str,
        source: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Return the Vietnamese, or the text itself: an empty answer would empty it on screen."""
        return VIETNAMESE.get(source.replace("&", ""), source)

    def isEmpty(self) -> bool:
        """Say that there are words, else Qt does not take the translator."""
        return False


class QtLanguage(QObject):
    """Switches Qt's own words, and how it writes dates and numbers, with the program's language."""

    def __init__(self, app: QCoreApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._vietnamese = QtWords(self)
        self._english = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._english.load("qtbase_en", folder)

    def switch(self, language: Language) -> None:
        """Use a language from now on."""
        self._app.removeTranslator(self._vietnamese)
        self._app.removeTranslator(self._english)
        if language == "vi":
            self._app.installTranslator(self._vietnamese)
            QLocale.setDefault(QLocale("vi_VN"))
        else:
            self._app.installTranslator(self._english)
            QLocale.setDefault(QLocale("en_GB"))
